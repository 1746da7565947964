import type { Call } from '../command.ts';
import { offerReport } from '../classes/offer-report.ts';
import { carried, carriedCode, defineCommand } from '../command.ts';
import type { Course } from '../course/course.ts';
import { findCourse } from '../course/find.ts';
import type { Question } from '../quiz/question.ts';
import { drawQuestion, gradeQuestion } from '../quiz/question.ts';
import { recordAnswer } from '../answering/record-answer.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../view.ts';
import { answerView } from '../views/answer-view.ts';
import { orderStepView } from '../views/question-view.ts';
import { mend } from '../answering/mend.ts';

/** Grades what was picked, put in order or mended; the first answer to a question as it was asked counts. */
export const answer = defineCommand({
  name: 'answer',
  summary: null,
  options: { course: carried, quiz: carried, seed: carried, picks: carried, code: carriedCode, solution: carried },
  async *run(call) {
    const course = findCourse(call.kit.library, call.args.course ?? '');
    const question = questionAsked(course, call);
    const { drawn } = question;
    if (drawn.kind === 'fix') yield* mend({ course, question, answer: drawn.answer }, call);
    else yield await pickedView(course, question, call);
  },
});

async function pickedView(course: Course, question: Question, call: Call<'picks'>): Promise<View> {
  const picks = picksIn(call.args.picks ?? '');
  const graded = gradeQuestion(question, picks);
  const step = graded === null ? orderStepView(course, { question, places: picks }, call) : null;
  if (step !== null) return step;
  if (picks.length === 0) throw new Refusal('no-answer', (say) => say('refusal.no-answer'));
  if (graded === null) throw stale(course);
  const given = graded.given.map(({ id }) => id);
  const recorded = await recordAnswer(course, { question, given, correct: graded.correct }, call);
  return offerReport(answerView(course, { question, ...graded, recorded }, call), { course, question }, call);
}

function questionAsked(course: Course, { args }: Call<'quiz' | 'seed'>): Question {
  const quiz = course.quizzes.find(({ id }) => id === args.quiz);
  const seed = /^\d{1,10}$/u.test(args.seed ?? '') ? Number(args.seed) : undefined;
  if (quiz === undefined || seed === undefined) throw stale(course);
  return drawQuestion(quiz, seed);
}

const picksIn = (typed: string): readonly number[] =>
  typed
    .split(',')
    .filter((pick) => pick.trim() !== '')
    .map(Number);

/** The question was changed or taken out since it was asked. */
function stale(course: Course): Refusal {
  return new Refusal(
    'stale-question',
    (say) => say('refusal.stale-question'),
    (say) => [
      { label: say('button.another-question'), weight: 'primary', command: 'quiz', args: { course: course.id } },
    ],
  );
}
