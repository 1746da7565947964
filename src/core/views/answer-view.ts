import type { Course } from '../course/course.ts';
import { chunkOf } from '../course/find.ts';
import { inline } from '../inline.ts';
import type { Question } from '../quiz/question.ts';
import type { QuizOption } from '../quiz/quiz.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, prose, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { readChoice } from './read-choice.ts';
import { optionLabel } from './question-view.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

interface Answered {
  readonly question: Question;
  readonly given: readonly QuizOption[];
  readonly correct: boolean;
  readonly recorded: 'recorded' | 'again';
}

/** Right or not, why each thing picked tempts, what is true, and where to go. */
export function answerView(course: Course, answered: Answered, reader: Reader): View {
  const { say } = reader;
  const { correct, recorded } = answered;
  return view(
    correct ? say('quiz.right-title') : say('quiz.wrong-title'),
    [
      ...lines([
        ...(correct ? rightLines(answered, reader) : wrongLines(course, answered, reader)),
        ...(recorded === 'again' ? [say('quiz.first-counts')] : []),
      ]),
      choices(...onward(course, answered, reader)),
    ],
    { tone: correct ? 'praise' : 'warning' },
  );
}

/** A sentence a paragraph; options may share their reasons, and nobody wants to read one twice. */
function lines(sentences: readonly string[]): readonly Block[] {
  return [...new Set(sentences)].map((sentence) => prose(...inline(sentence)));
}

function rightLines({ given }: Answered, { language }: Reader): readonly string[] {
  return given.map((option) => inLanguage(option.because, language));
}

function wrongLines(course: Course, { question, given }: Answered, reader: Reader): readonly string[] {
  const { say, language } = reader;
  const right = question.options.filter((option) => option.right);
  const explained = right.find((option) => !given.includes(option)) ?? right[0];
  return [
    ...given.filter((option) => !option.right).flatMap((option) => temptation(course, option, reader)),
    say('quiz.right-answer', { answer: right.map((option) => optionLabel(option, language)).join(' · ') }),
    ...(explained === undefined ? [] : [inLanguage(explained.because, language)]),
  ];
}

/** What was picked, why it tempts, and the belief behind it set right. */
function temptation(course: Course, option: QuizOption, { say, language }: Reader): readonly string[] {
  const because = inLanguage(option.because, language);
  const said = [say('quiz.you-said', { answer: optionLabel(option, language) }), because];
  const misconception = course.misconceptions.find(({ id }) => id === option.misconception);
  if (misconception === undefined) return said;
  const [belief, truth] = [inLanguage(misconception.belief, language), inLanguage(misconception.truth, language)];
  return [...said, say('quiz.misconception', { belief, truth })];
}

function onward(course: Course, { question, correct }: Answered, { say, language }: Reader): readonly Choice[] {
  const { quiz } = question;
  const another = { course: course.id, concept: quiz.concept };
  const chunk = chunkOf(course, quiz.chunk);
  return [
    {
      label: say('button.another-question'),
      weight: correct ? 'primary' : 'secondary',
      command: 'quiz',
      args: another,
    },
    ...(chunk === undefined
      ? []
      : [readChoice(course, chunk, { say, language, weight: correct ? 'secondary' : 'primary' })]),
    { label: say('button.continue'), weight: 'secondary', command: 'lesson', args: { course: course.id } },
  ];
}
