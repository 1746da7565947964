import type { Course } from '../course/course.ts';
import { inline } from '../inline.ts';
import type { Outcome } from '../outcome.ts';
import type { Question } from '../quiz/question.ts';
import type { FixAnswer } from '../quiz/quiz.ts';
import type { Difference } from '../quiz/shows.ts';
import { differenceIn } from '../quiz/shows.ts';
import type { Block, View } from '../view.ts';
import { choices, output, prose, python, view } from '../view.ts';
import type { Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { beliefLines } from './belief-lines.ts';
import { fixForm } from './fix-form.ts';
import { onwardFrom } from './onward.ts';
import type { Reader } from './option-label.ts';
import { codeInWords } from './option-label.ts';
import { outcomeStory } from './outcome-view.ts';
import { askedBlocks } from './question-view.ts';

/** A question whose program is being mended. */
export interface Mending {
  readonly course: Course;
  readonly question: Question;
  readonly answer: FixAnswer;
  /** As the learner sent it. */
  readonly program: string;
}

/** It passes: why, and what the run showed. */
export function fixedView({ course, question, answer, program }: Mending, given: Given, reader: Reader): View {
  const { say, language } = reader;
  const { outcome, recorded } = given;
  const story = outcomeStory(outcome, program, { ...reader, courses: [course], from: question.quiz.chunk });
  return view(
    say('quiz.fixed-title'),
    [
      ...lines([inLanguage(answer.because, language), ...(recorded === 'again' ? [say('quiz.first-counts')] : [])]),
      ...story.blocks,
      choices(...onwardFrom(course, { question, correct: true }, reader)),
    ],
    { tone: 'praise' },
  );
}

interface Given {
  readonly outcome: Outcome;
  readonly recorded: 'recorded' | 'again';
}

/** It does not pass yet: what was wanted, what the run showed, and the form again. */
export function notFixedView(mending: Mending, outcome: Outcome, reader: Reader): View {
  const { course, question, answer, program } = mending;
  const story = outcomeStory(outcome, program, { ...reader, courses: [course], from: question.quiz.chunk });
  const ran = 'stdout' in outcome ? outcome : null;
  const difference = ran && differenceIn(ran, answer.shows);
  const mistake = ran && answer.mistakes.find(({ shows }) => differenceIn(ran, shows) === null);
  return unfinished(
    [
      ...lines([story.sentence]),
      ...(difference === null ? [] : wantedBlocks(difference, reader.say)),
      ...lines(mistake ? beliefLines(course, mistake, reader) : []),
      ...story.blocks,
    ],
    mending,
    reader,
  );
}

/** A line that must stay is gone; nothing was run. */
export function lineGoneView(mending: Mending, line: string, reader: Reader): View {
  const told = reader.say('quiz.line-gone', { line: codeInWords(line) });
  return unfinished(lines([told]), mending, reader);
}

/** The learner gave up: a program that passes, and why. */
export function solutionView({ course, question, answer }: Omit<Mending, 'program'>, reader: Reader): View {
  const { say, language } = reader;
  return view(say('quiz.solution-title'), [
    python(answer.fixed),
    ...lines([inLanguage(answer.because, language)]),
    choices(...onwardFrom(course, { question, correct: false }, reader)),
  ]);
}

function unfinished(blocks: readonly Block[], mending: Mending, reader: Reader): View {
  const form = fixForm(mending.course, mending, reader);
  return view(reader.say('quiz.not-fixed-title'), [...blocks, ...askedBlocks(mending.question, reader), ...form], {
    tone: 'warning',
  });
}

function wantedBlocks({ in: where, wanted, came }: Difference, say: Say): readonly Block[] {
  switch (where) {
    case 'seconds':
      return lines([say('quiz.fix-seconds', { wanted, came })]);
    case 'stdout':
      return [...lines([say('quiz.fix-stdout')]), output(wanted)];
    case 'findings':
      return lines([wanted === '' ? say('quiz.fix-no-findings') : say('quiz.fix-findings', { wanted })]);
    case 'ending':
      return lines([wanted === 'finished' ? say('quiz.fix-finishes') : say('quiz.fix-ending', { wanted })]);
  }
}

const lines = (sentences: readonly string[]): readonly Block[] =>
  sentences.map((sentence) => prose(...inline(sentence)));
