import { commentOn, faultPhrase } from '#core/review/comment.ts';
import type { ReviewPage } from '#core/review/review-page.ts';
import type { Finding, Review } from '#core/ports/code-reviewer.ts';
import type { Language, Say } from '#core/words.ts';

/** What reviews are put into words with. */
export interface Voice {
  readonly pages: ReadonlyMap<string, ReviewPage>;
  readonly language: Language;
  readonly say: Say;
}

/** A review as the JSON of the command line, see docs. */
export function reviewJson(id: string, { language, syntaxError, findings }: Review, voice: Voice): object {
  return {
    id,
    language,
    syntaxError:
      syntaxError === null ? null : { line: syntaxError.line, message: voice.say(faultPhrase(syntaxError.fault)) },
    findings: findings.map((finding) => findingJson(finding, voice)),
  };
}

function findingJson(finding: Finding, { pages, language }: Voice): object {
  const { rule, line, endLine, block, blockLine, fix } = finding;
  const { concept, kind, message } = commentOn(finding, pageOf(rule, pages), language);
  return { rule, concept, kind, line, endLine, block, blockLine, message, ...(fix === null ? {} : { fix }) };
}

/** The page of a rule; a rule without one is a fault of ours, which the tests find. */
export function pageOf(rule: string, pages: Voice['pages']): ReviewPage {
  const page = pages.get(rule);
  if (page === undefined) throw new Error(`expected content/review/${rule}.md, found none; write the rule's page.`);
  return page;
}
