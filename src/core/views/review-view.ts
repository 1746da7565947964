import { inline } from '../inline.ts';
import type { Review, SyntaxFault } from '../ports/code-reviewer.ts';
import { faultPhrase, messageAbout } from '../review/comment.ts';
import type { Remark } from '../review/remarks.ts';
import { remarksOf } from '../review/remarks.ts';
import type { Block, Choice, Tone, View } from '../view.ts';
import { ask, choices, prose, strong, text, view } from '../view.ts';
import type { Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import type { ReviewReader } from './review-onward.ts';
import { learnChoices } from './review-onward.ts';

interface Reviewed {
  /** The message as it was received. */
  readonly code: string;
  /** How many remarks have been shown already. */
  readonly from: number;
}

/** More than three would not be read. */
const mostTold = 3;

/** The remarks that matter most, each with its line, why it is so and what teaches it; the others behind a button. */
export function reviewView(review: Review, { code, from }: Reviewed, reader: ReviewReader): View {
  const { say, library } = reader;
  const remarks = remarksOf(review, library.reviewPages);
  const shown = remarks.slice(from, from + mostTold);
  if (shown.length === 0) return nothingFound(review, code, say);
  const left = remarks.length - from - shown.length;
  const onward = [
    ...shown.flatMap((remark) => hintChoice(remark, say)),
    ...moreChoice({ code, from: from + mostTold }, left, say),
    ...learnChoices(
      shown.map(({ page }) => page),
      reader,
    ),
  ];
  return view(
    say('review.title'),
    [
      ...shown.flatMap((remark) => remarkBlocks(remark, reader)),
      ...cutOff(review.syntaxError, say),
      ...(onward.length === 0 ? [] : [choices(...onward)]),
      codeForm(code, say('button.review-again'), say),
    ],
    { tone: toneOf(shown) },
  );
}

/** Asks for what should be reviewed. */
export function inviteView(say: Say): View {
  const form = codeForm('', say('button.review'), say);
  return view(say('review.title'), [prose(...inline(say('review.invite'))), form]);
}

function nothingFound({ language, syntaxError }: Review, code: string, say: Say): View {
  const told = (sentence: string, tone: Tone, label: string) =>
    view(say('review.title'), [prose(...inline(sentence)), codeForm(code, label, say)], { tone });
  if (syntaxError !== null) return told(say(faultPhrase(syntaxError.fault)), 'plain', say('button.review-again'));
  if (language === 'none') return told(say('review.none'), 'plain', say('button.review-again'));
  const run = { label: say('button.run'), weight: 'secondary', command: 'run', args: { code } } as const;
  return view(say('review.title'), [prose(...inline(say('review.clean'))), choices(run)], { tone: 'praise' });
}

function remarkBlocks(remark: Remark, { say, language }: ReviewReader): readonly Block[] {
  const { page, fault, findings } = remark;
  const [{ about }] = findings;
  const head = prose(strong(`${say(`review.${remark.kind}`)} · ${placeOf(remark, say)}`));
  if (fault !== null) return [head, prose(...inline(say(faultPhrase(fault))))];
  const why = inLanguage(page.why, language).slice(0, 1);
  return [head, prose(...inline(messageAbout(about, page, language))), ...why];
}

function placeOf(remark: Remark, say: Say): string {
  const [{ block }] = remark.findings;
  const lines = linesOf(remark);
  return block === 0 ? say('review.line', { lines }) : say('review.block-line', { block: block + 1, lines });
}

/** Those in the block of the first one; a few are enough to see where. */
function linesOf({ findings }: Remark): string {
  const [{ block }] = findings;
  const lines = [...new Set(findings.filter((one) => one.block === block).map(({ blockLine }) => blockLine))];
  return lines.slice(0, 4).join(', ') + (lines.length > 4 ? ', …' : '');
}

/** Code that was cut off is reviewed as far as it goes, and that is said. */
function cutOff(syntaxError: SyntaxFault | null, say: Say): readonly Block[] {
  return syntaxError?.fault === 'cut-off' ? [prose(text(say('review.cut-off')))] : [];
}

/** A fault of syntax is told in full: its line says what to do. */
function hintChoice(remark: Remark, say: Say): readonly Choice[] {
  const { page, findings, fault } = remark;
  if (fault !== null) return [];
  const [{ about, fix }] = findings;
  const lines = linesOf(remark);
  const args = { rule: page.rule, lines, about, ...(fix === null ? {} : { fix }) };
  return [{ label: say('button.remark-hint', { lines }), weight: 'secondary', command: 'remark', args }];
}

function moreChoice({ code, from }: Reviewed, left: number, say: Say): readonly Choice[] {
  if (left <= 0) return [];
  const label = say('button.more-remarks', { count: left });
  return [{ label, weight: 'secondary', command: 'review', args: { code, from: String(from) } }];
}

function codeForm(code: string, label: string, say: Say): Block {
  return ask({
    label,
    title: say('form.review-title'),
    command: 'review',
    args: {},
    fields: [{ kind: 'code', name: 'code', label: say('form.review'), initial: code }],
  });
}

function toneOf(shown: readonly Remark[]): Tone {
  return shown.some(({ kind }) => kind === 'essential') ? 'warning' : 'plain';
}
