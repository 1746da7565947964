import type { Call } from '../command.ts';
import type { Course } from '../course/course.ts';
import { bearingOf } from '../quiz/bearing.ts';
import { dayOf } from '../people/local-day.ts';
import type { Question } from '../quiz/question.ts';

/** Puts an answer on record; `again`: the question as it was asked had been answered before. */
export async function recordAnswer(
  course: Course,
  {
    question,
    given,
    correct,
  }: { readonly question: Question; readonly given: readonly string[]; readonly correct: boolean },
  { kit, request }: Call<string>,
): Promise<'recorded' | 'again'> {
  return await kit.store.answers.record({
    learner: request.learner,
    course: course.id,
    quiz: question.quiz.id,
    concept: question.quiz.concept,
    seed: question.seed,
    given,
    correct,
    at: kit.clock.now(),
    bearing: bearingOf(question, given, correct),
    day: await dayOf(request, kit),
  });
}
