import type { Course } from '../course/course.ts';
import { termOf } from '../course/find.ts';
import { inline, plain } from '../inline.ts';
import { showVersion } from '../python-version.ts';
import { lineUp, programWith } from '../quiz/order.ts';
import type { Drawn, Question } from '../quiz/question.ts';
import type { OrderLine } from '../quiz/quiz.ts';
import type { Block, Choice, View } from '../view.ts';
import { ask, choices, list, prose, python, view } from '../view.ts';
import { inLanguage } from '../words.ts';
import { fixForm } from './fix-form.ts';
import type { Reader } from './option-label.ts';
import { optionInWords, optionLabel } from './option-label.ts';

/** A question with a way to answer it: buttons, or a form. What is right stays here. */
export function questionView(course: Course, question: Question, reader: Reader): View {
  return view(titleOf(course, question, reader), [
    ...askedBlocks(question, reader),
    ...codeBlocks(question, []),
    ...answerBlocks(course, question, reader),
  ]);
}

/** A question whose lines are being put in order, `places` first; null when these are no places of its lines. */
export function orderStepView(
  course: Course,
  asked: { readonly question: Question; readonly places: readonly number[] },
  reader: Reader,
): View | null {
  const { question, places } = asked;
  const lined = question.drawn.kind === 'order' ? lineUp(question.drawn.lines, places) : null;
  if (lined === null) return null;
  return view(titleOf(course, question, reader), [
    ...askedBlocks(question, reader),
    ...codeBlocks(question, lined.placed),
    ...orderBlocks(course, asked, reader),
  ]);
}

const titleOf = (course: Course, { quiz }: Question, { say, language }: Reader): string =>
  say('quiz.title', { concept: termOf(course, quiz.concept, language) });

/** The question in words, and from which Python on it is true. */
export function askedBlocks({ quiz, variant }: Question, { say, language }: Reader): readonly Block[] {
  const since = quiz.since === null ? [] : [say('quiz.since', { version: showVersion(quiz.since) })];
  return [inLanguage(variant.ask, language), ...since].map((line) => prose(...inline(line)));
}

/** The program; where lines are put in order, with those that have their place. */
function codeBlocks({ variant, drawn }: Question, placed: readonly OrderLine[]): readonly Block[] {
  if (variant.code === null || drawn.kind === 'fix') return [];
  const lines = drawn.kind === 'order' ? [...placed, { code: '# …' }] : [];
  return [python(programWith(variant.code, lines))];
}

function answerBlocks(course: Course, question: Question, reader: Reader): readonly Block[] {
  const { drawn } = question;
  switch (drawn.kind) {
    case 'pick':
      return pickBlocks(course, question, { drawn, reader });
    case 'order':
      return orderBlocks(course, { question, places: [] }, reader);
    case 'fix':
      return [
        ...(question.variant.code === null ? [] : [python(question.variant.code)]),
        ...fixForm(course, { question, program: question.variant.code ?? '' }, reader),
      ];
  }
}

interface Picking {
  readonly drawn: Extract<Drawn, { readonly kind: 'pick' }>;
  readonly reader: Reader;
}

function pickBlocks(course: Course, question: Question, { drawn, reader }: Picking): readonly Block[] {
  const { say } = reader;
  const labels = drawn.options.map((option) => optionLabel(question.quiz, option, reader));
  const args = argsOf(course, question);
  if (question.quiz.type !== 'multiple')
    return [choices(...labels.map((label, place) => answering(label, { ...args, picks: String(place) })))];
  const form = ask({
    label: say('button.answer'),
    // The form may cover the question.
    title: plain(inline(inLanguage(question.variant.ask, reader.language))),
    command: 'answer',
    args,
    fields: [{ kind: 'many-of', name: 'picks', label: say('form.pick-all'), options: labels.map(fieldOption) }],
  });
  // The form opens only when asked for: what there is to pick from is read before.
  return [list(drawn.options.map((option) => inline(optionInWords(question.quiz, option, reader)))), form];
}

function orderBlocks(
  course: Course,
  { question, places }: { readonly question: Question; readonly places: readonly number[] },
  { say }: Reader,
): readonly Block[] {
  const lines = question.drawn.kind === 'order' ? question.drawn.lines : [];
  const args = argsOf(course, question);
  const left = lines.flatMap((line, place) => (places.includes(place) ? [] : [{ line, place }]));
  const told = say('quiz.order-next', { number: places.length + 1, count: lines.length });
  const offered = left.map(({ line, place }) =>
    answering(lineLabel(line), { ...args, picks: [...places, place].join(',') }),
  );
  const again = answering(say('button.start-again'), { ...args, picks: '' });
  return [prose(...inline(told)), choices(...offered), ...(places.length === 0 ? [] : [choices(again)])];
}

/** Several lines of Python on one. */
const lineLabel = ({ code }: OrderLine): string => code.trimEnd().replace(/\n\s*/gu, ' ⏎ ');

/** What every answer to a question carries. */
const argsOf = (course: Course, { quiz, seed }: Question): Readonly<Record<string, string>> => ({
  course: course.id,
  quiz: quiz.id,
  seed: String(seed),
});

const answering = (label: string, args: Readonly<Record<string, string>>): Choice => ({
  label,
  weight: 'secondary',
  command: 'answer',
  args,
});

const fieldOption = (label: string, place: number) => ({ value: String(place), label });
