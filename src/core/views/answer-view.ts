import type { Course } from '../course/course.ts';
import { inline } from '../inline.ts';
import { mistakeIn, programWith } from '../quiz/order.ts';
import type { Question, Verdict } from '../quiz/question.ts';
import type { OrderLine, QuizOption } from '../quiz/quiz.ts';
import type { Block, View } from '../view.ts';
import { choices, prose, python, view } from '../view.ts';
import { inLanguage } from '../words.ts';
import { beliefLines } from './belief-lines.ts';
import { onwardFrom } from './onward.ts';
import type { Reader } from './option-label.ts';
import { optionInWords } from './option-label.ts';

/** An answer as it was graded and recorded. */
export type Answered = Verdict & {
  readonly question: Question;
  /** The first answer to a question as it was asked counts. */
  readonly recorded: 'recorded' | 'again';
};

/** Right or not, why each thing picked tempts, what is true, and where to go. */
export function answerView(course: Course, answered: Answered, reader: Reader): View {
  const { say } = reader;
  const { correct, recorded, question } = answered;
  return view(
    correct ? say('quiz.right-title') : say('quiz.wrong-title'),
    [
      ...toldBlocks(course, answered, reader),
      ...(recorded === 'again' ? sentences([say('quiz.first-counts')]) : []),
      choices(...onwardFrom(course, { question, correct }, reader)),
    ],
    { tone: correct ? 'praise' : 'warning' },
  );
}

function toldBlocks(course: Course, answered: Answered, reader: Reader): readonly Block[] {
  switch (answered.kind) {
    case 'pick':
      return sentences(
        answered.correct
          ? answered.given.map((option) => inLanguage(option.because, reader.language))
          : wrongPicks(course, answered, reader),
      );
    case 'order':
      return answered.correct ? rightOrder(answered, reader) : wrongOrder(course, answered, reader);
  }
}

/** A sentence a paragraph; options may share their reasons, and nobody wants to read one twice. */
function sentences(all: readonly string[]): readonly Block[] {
  return [...new Set(all)].map((sentence) => prose(...inline(sentence)));
}

function wrongPicks(
  course: Course,
  { question, given }: Extract<Answered, { readonly kind: 'pick' }>,
  reader: Reader,
): readonly string[] {
  const { say, language } = reader;
  const { quiz, drawn } = question;
  const right = drawn.kind === 'pick' ? drawn.options.filter((option) => option.right) : [];
  const missed = right.filter((option) => !given.includes(option));
  const explained = missed.length > 0 ? missed : right.slice(0, 1);
  const tempting = given.filter((option) => !option.right);
  const answer = right.map((option) => optionInWords(quiz, option, reader)).join(' · ');
  return [
    ...tempting.flatMap((option) => temptation(course, { question, option }, reader)),
    say('quiz.right-answer', { answer }),
    ...explained.map((option) => inLanguage(option.because, language)),
  ];
}

/** What was picked, why it tempts, and the belief behind it set right. */
function temptation(
  course: Course,
  { question, option }: { readonly question: Question; readonly option: QuizOption },
  reader: Reader,
): readonly string[] {
  const said = reader.say('quiz.you-said', { answer: optionInWords(question.quiz, option, reader) });
  return [said, ...beliefLines(course, option, reader)];
}

type Ordered = Extract<Answered, { readonly kind: 'order' }>;

function rightOrder({ question, given }: Ordered, { say }: Reader): readonly Block[] {
  const count = question.drawn.kind === 'order' ? question.drawn.answer.accepted.length : 1;
  const told = count > 1 ? say('quiz.order-right-of', { count }) : say('quiz.order-right');
  return [...sentences([told]), ...orderedProgram(question, given)];
}

function wrongOrder(course: Course, { question, given }: Ordered, reader: Reader): readonly Block[] {
  if (question.drawn.kind !== 'order') return [];
  const { mistakes, lines } = question.drawn.answer;
  const mistake = mistakeIn(mistakes, given);
  return [
    ...sentences([reader.say('quiz.your-order')]),
    ...orderedProgram(question, given),
    ...sentences(mistake === undefined ? [] : beliefLines(course, mistake, reader)),
    ...sentences([reader.say('quiz.right-order')]),
    ...orderedProgram(question, lines),
  ];
}

const orderedProgram = ({ variant }: Question, lines: readonly OrderLine[]): readonly Block[] =>
  variant.code === null ? [] : [python(programWith(variant.code, lines))];
