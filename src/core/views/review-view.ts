import { inline } from '../inline.ts';
import type { Praise, Review, SyntaxFault } from '../ports/code-reviewer.ts';
import { faultPhrase } from '../review/comment.ts';
import type { Note } from '../review/notes.ts';
import { notesOf } from '../review/notes.ts';
import type { Proven } from '../review/prove.ts';
import type { Block, Choice, Tone, View } from '../view.ts';
import { ask, choices, prose, text, view } from '../view.ts';
import type { Say } from '../words.ts';
import { hintChoices, noteBlocks } from './remark-blocks.ts';
import type { ReviewReader } from './review-onward.ts';
import { learnChoices } from './review-onward.ts';

interface Reviewed {
  /** The message as it was received. */
  readonly code: string;
  /** Names of what has been said already. */
  readonly told: readonly string[];
}

/** More than three would not be read. */
const mostTold = 3;

/** The remarks that matter most, each with its line, why it is so and what teaches it; the others behind a button. */
export function reviewView(proven: Proven, { code, told }: Reviewed, reader: ReviewReader): View {
  const { say, library } = reader;
  const notes = notesOf(proven, library.reviewPages).filter(({ name }) => !told.includes(name));
  const shown = notes.slice(0, mostTold);
  if (shown.length === 0) return nothingFound(proven, code, say);
  const names = [...told, ...shown.map(({ name }) => name)];
  const onward = [
    ...shown.flatMap((note) => hintChoices(note, say)),
    ...moreChoice({ code, told: names }, notes.length - shown.length, say),
    ...learnChoices(shown, reader),
  ];
  return view(
    say('review.title'),
    [
      ...shown.flatMap((note) => noteBlocks(note, reader)),
      ...cutOff(proven.syntaxError, say),
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

function nothingFound({ language, syntaxError, praises }: Review, code: string, say: Say): View {
  const told = (sentence: string, tone: Tone, label: string) =>
    view(say('review.title'), [prose(...inline(sentence)), codeForm(code, label, say)], { tone });
  if (syntaxError !== null) return told(say(faultPhrase(syntaxError.fault)), 'plain', say('button.review-again'));
  if (language === 'none') return told(say('review.none'), 'plain', say('button.review-again'));
  const run = { label: say('button.run'), weight: 'secondary', command: 'run', args: { code } } as const;
  const [praise] = praises.filter(({ block }) => block === 0);
  const sentence = [say('review.clean'), ...(praise === undefined ? [] : [praiseSentence(praise, say)])].join(' ');
  return view(say('review.title'), [prose(...inline(sentence)), choices(run)], { tone: 'praise' });
}

function praiseSentence({ kind, blockLine: line }: Praise, say: Say): string {
  switch (kind) {
    case 'task-group':
      return say('review.praise-task-group', { line });
    case 'timeout':
      return say('review.praise-timeout', { line });
    case 'semaphore':
      return say('review.praise-semaphore', { line });
    case 'thread':
      return say('review.praise-thread', { line });
    case 'clean-up':
      return say('review.praise-clean-up', { line });
  }
}

/** Code that was cut off is reviewed as far as it goes, and that is said. */
function cutOff(syntaxError: SyntaxFault | null, say: Say): readonly Block[] {
  return syntaxError?.fault === 'cut-off' ? [prose(text(say('review.cut-off')))] : [];
}

function moreChoice({ code, told }: Reviewed, left: number, say: Say): readonly Choice[] {
  if (left <= 0) return [];
  const label = say('button.more-remarks', { count: left });
  return [{ label, weight: 'secondary', command: 'review', args: { code, told: told.join(' ') } }];
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

function toneOf(shown: readonly Note[]): Tone {
  return shown.some((note) => note.kind === 'stuck' || note.remark.kind === 'essential') ? 'warning' : 'plain';
}
