import type { Call } from '../command.ts';
import { carried, defineCommand } from '../command.ts';
import type { Course } from '../course/course.ts';
import { findCourse } from '../course/find.ts';
import type { Question } from '../quiz/question.ts';
import { drawQuestion, gradeQuestion } from '../quiz/question.ts';
import { Refusal } from '../refusal.ts';
import { answerView } from '../views/answer-view.ts';

/** Grades what was picked; the first answer to a question as it was asked counts. */
export const answer = defineCommand({
  name: 'answer',
  summary: null,
  options: { course: carried, quiz: carried, seed: carried, picks: carried },
  async *run(call) {
    const { args, kit, request } = call;
    const course = findCourse(kit.library, args.course ?? '');
    const question = questionAsked(course, call);
    const graded = gradeQuestion(question, picksIn(args.picks ?? ''));
    if (graded === null) throw stale(course);
    const recorded = await kit.store.answers.record({
      learner: request.learner,
      course: course.id,
      quiz: question.quiz.id,
      concept: question.quiz.concept,
      seed: question.seed,
      given: graded.given.map((option) => option.id),
      correct: graded.correct,
      at: kit.clock.now(),
    });
    yield answerView(course, { question, ...graded, recorded }, call);
  },
});

function questionAsked(course: Course, { args }: Call<'quiz' | 'seed'>): Question {
  const quiz = course.quizzes.find(({ id }) => id === args.quiz);
  const seed = /^\d{1,10}$/u.test(args.seed ?? '') ? Number(args.seed) : undefined;
  if (quiz === undefined || seed === undefined) throw stale(course);
  return drawQuestion(quiz, seed);
}

function picksIn(typed: string): readonly number[] {
  const picks = typed.split(',').filter((pick) => pick.trim() !== '');
  if (picks.length === 0) throw new Refusal('no-answer', (say) => say('refusal.no-answer'));
  return picks.map(Number);
}

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
