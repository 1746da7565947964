import type { Finding, SyntaxFaultKind } from '../ports/code-reviewer.ts';
import type { Language, PhraseKey } from '../words.ts';
import { inLanguage } from '../words.ts';
import type { ReviewConcept, ReviewPage, RuleKind } from './review-page.ts';

/** How a senior would say it: must be mended, worth doing, good to know. */
export type CommentKind = 'essential' | 'actionable' | 'informative';

/** A finding in words. */
export interface Comment {
  readonly concept: ReviewConcept;
  readonly kind: CommentKind;
  readonly message: string;
}

/** What the rule's page says of a finding; the page is there, since the content was checked against the rules. */
export function commentOn(finding: Finding, page: ReviewPage, language: Language): Comment {
  return { concept: page.concept, kind: commentKind(page.kind), message: messageAbout(finding.about, page, language) };
}

/** The page's sentence about a piece of the learner's code, which stands in it as code: marks in it would end that. */
export function messageAbout(about: string, page: ReviewPage, language: Language): string {
  return inLanguage(page.comment, language).replaceAll('{about}', () => about.replace(/[`\n]/gu, ' '));
}

/** What a mistake of that kind is to its author. */
export function commentKind(kind: RuleKind): CommentKind {
  switch (kind) {
    case 'error':
    case 'hang':
      return 'essential';
    case 'hidden':
    case 'slow':
      return 'actionable';
    case 'style':
      return 'informative';
  }
}

/** The phrase that says why code does not parse. */
export function faultPhrase(fault: SyntaxFaultKind): FaultPhrase {
  return faultPhrases[fault];
}

const faultPhrases = {
  'other-language': 'review.other-language',
  'python-2': 'review.python-2',
  'lost-indentation': 'review.lost-indentation',
  'uneven-indentation': 'review.uneven-indentation',
  'never-closed': 'review.never-closed',
  'full-width': 'review.full-width',
  'cut-off': 'review.cut-off',
  unreadable: 'review.unreadable',
} as const satisfies Readonly<Record<SyntaxFaultKind, PhraseKey>>;

type FaultPhrase = (typeof faultPhrases)[SyntaxFaultKind];
