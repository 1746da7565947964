import type { ChosenQuestion } from '../calendar/choose-prompt.ts';
import type { Course } from '../course/course.ts';
import { inline } from '../inline.ts';
import type { Question } from '../quiz/question.ts';
import type { QuizOption } from '../quiz/quiz.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, prose, python, strong, text, view } from '../view.ts';
import { inLanguage } from '../words.ts';
import { beliefLines } from './belief-lines.ts';
import type { Reader } from './option-label.ts';
import { optionInWords, optionLabel } from './option-label.ts';
import { questionBlocks } from './prompt-view.ts';

interface Told {
  /** How many chose each option, by its id. */
  readonly tally: ReadonlyMap<string, number>;
  /** `begins`: from now on the channel is asked once a week. */
  readonly silence: 'begins' | 'goes-on';
}

/** The answer to the question of the day: who chose what, what is right and why, and what tempted. */
export function revealView({ course, question }: ChosenQuestion, { tally, silence }: Told, reader: Reader): View {
  const { say } = reader;
  const told = sentences([
    ...rightLines(question, reader),
    ...wrongChosen(question, tally).flatMap((option) =>
      tempted(course, { question, option, count: tally.get(option.id) ?? 0 }, reader),
    ),
  ]);
  const run = settlingRun(course, question, tally);
  return view(
    say('daily.answer-title'),
    [
      ...questionBlocks(question, reader),
      ...histogram(question, tally, reader),
      ...told,
      ...(silence === 'begins' ? sentences([say('daily.weekly-now')]) : []),
      ...(run === null ? [] : runBlocks(run, reader)),
    ],
    { audience: 'channel' },
  );
}

const optionsOf = ({ drawn }: Question): readonly QuizOption[] => (drawn.kind === 'pick' ? drawn.options : []);

/** A bar for each option, the right one marked; a sentence where nobody answered. */
function histogram(question: Question, tally: ReadonlyMap<string, number>, reader: Reader): readonly Block[] {
  const { say } = reader;
  const all = [...tally.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) return [prose(...inline(say('daily.nobody')))];
  const bars = optionsOf(question).map((option): Block => {
    const words = optionLabel(question.quiz, option, reader);
    const label = option.right ? say('daily.right-bar', { option: words }) : words;
    return { kind: 'progress', label, done: tally.get(option.id) ?? 0, of: all };
  });
  return [prose(strong(say('daily.answers', { count: all }))), ...bars];
}

function rightLines(question: Question, reader: Reader): readonly string[] {
  const right = optionsOf(question).filter((option) => option.right);
  const answer = right.map((option) => optionInWords(question.quiz, option, reader)).join(' · ');
  const because = right.map((option) => inLanguage(option.because, reader.language));
  return [reader.say('quiz.right-answer', { answer }), ...because];
}

function tempted(
  course: Course,
  { question, option, count }: { readonly question: Question; readonly option: QuizOption; readonly count: number },
  reader: Reader,
): readonly string[] {
  const chosen = reader.say('daily.chose', { count, answer: optionInWords(question.quiz, option, reader) });
  return [chosen, ...beliefLines(course, option, reader)];
}

/** What was wrong and chosen, most often first. */
function wrongChosen(question: Question, tally: ReadonlyMap<string, number>): readonly QuizOption[] {
  const count = ({ id }: QuizOption) => tally.get(id) ?? 0;
  return optionsOf(question)
    .filter((option) => !option.right && count(option) > 0)
    .toSorted((one, other) => count(other) - count(one));
}

interface Settling {
  readonly code: string;
  /** Whether it stands above, since the question is about it. */
  readonly shown: 'above' | 'here';
}

/** The program that settles it: the question's own, or one that proves what is true instead of what was believed. */
function settlingRun(course: Course, question: Question, tally: ReadonlyMap<string, number>): Settling | null {
  if (question.variant.code !== null) return { code: question.variant.code, shown: 'above' };
  const tempting = [...wrongChosen(question, tally), ...optionsOf(question)];
  for (const { misconception } of tempting) {
    const program = course.misconceptions.find(({ id }) => id === misconception)?.program ?? null;
    if (program !== null) return { code: program, shown: 'here' };
  }
  return null;
}

function runBlocks({ code, shown }: Settling, { say }: Reader): readonly Block[] {
  const run: Choice = { label: say('button.run'), weight: 'secondary', command: 'run', args: { code } };
  const here = shown === 'here' ? [prose(text(say('daily.settles'))), python(code)] : [];
  return [...here, choices(run)];
}

/** A sentence a paragraph; options may share their reasons, and nobody wants to read one twice. */
function sentences(all: readonly string[]): readonly Block[] {
  return [...new Set(all)].map((sentence) => prose(...inline(sentence)));
}
