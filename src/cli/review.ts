import { createReviewer } from '#review/create-reviewer.ts';
import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import { commentOn, faultPhrase } from '#core/review/comment.ts';
import { languageFor } from '#core/words.ts';
import { localeOf } from './locale.ts';
import { readContent } from './read-content.ts';
import { readInput } from './read-input.ts';
import type { Voice } from './review-json.ts';
import { pageOf, reviewJson } from './review-json.ts';
import { reviewStream } from './review-stream.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

export interface ReviewFlags {
  readonly json?: true;
  readonly jsonl?: true;
}

/** `review [FILE]`: what is wrong with the async in a program or a message; exit code 1 when text was asked for and something is. */
export async function review(file: string | undefined, flags: ReviewFlags, terminal: Terminal): Promise<number> {
  const { library } = readContent(terminal);
  const language = languageFor(localeOf(terminal.environment));
  const pages = new Map(library.reviewPages.map((page) => [page.rule, page]));
  const voice = { pages, language, say: library.speak(language) };
  const reviewer = await createReviewer();
  if (flags.jsonl === true) return await reviewStream(reviewer, voice, terminal);
  const name = file ?? '-';
  const text = await readInput(file, terminal);
  if (flags.json !== true) return await tell({ name, text }, { reviewer, voice, terminal });
  say(terminal, JSON.stringify(reviewJson(name, await reviewer.review(text), voice)));
  return 0;
}

interface Shell {
  readonly reviewer: CodeReviewer;
  readonly voice: Voice;
  readonly terminal: Terminal;
}

/** A line for each finding, such as `main.py:3: essential (coroutine_not_awaited): …`. */
async function tell(
  { name, text }: { readonly name: string; readonly text: string },
  { reviewer, voice, terminal }: Shell,
): Promise<number> {
  const { language, syntaxError, findings } = await reviewer.review(text);
  if (language === 'none' && syntaxError === null) say(terminal, voice.say('review.none'));
  if (syntaxError !== null) say(terminal, `${name}:${syntaxError.line}: ${voice.say(faultPhrase(syntaxError.fault))}`);
  for (const finding of findings) {
    const { kind, message } = commentOn(finding, pageOf(finding.rule, voice.pages), voice.language);
    say(terminal, `${name}:${finding.line}: ${kind} (${finding.rule}): ${message}`);
    if (finding.fix !== null) say(terminal, `    ${finding.fix}`);
  }
  if (language === 'python' && syntaxError === null && findings.length === 0) say(terminal, voice.say('review.clean'));
  return syntaxError === null && findings.length === 0 ? 0 : 1;
}
