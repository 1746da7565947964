import type { Call } from '../command.ts';
import { carried, defineCommand, typedCode, typedText } from '../command.ts';
import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { findExercise } from '../course/find.ts';
import { courseMeant } from '../course/place.ts';
import { suggestExercises } from '../course/suggest.ts';
import { exerciseMeant } from '../exercise/meant.ts';
import { hintsSeen } from '../exercise/standing.ts';
import { runId } from '../ids.ts';
import { dayOf } from '../people/local-day.ts';
import type { Grade } from '../ports/code-grader.ts';
import type { Attempt } from '../ports/store.ts';
import { Refusal } from '../refusal.ts';
import { typedProgram } from '../typed-program.ts';
import type { View } from '../view.ts';
import { exercisesView } from '../views/exercises-view.ts';
import { checkingView, gradeView } from '../views/grade-view.ts';
import { taskView } from '../views/task-view.ts';

/** `/exercise` lists the exercises, `/exercise retry` shows one, and with a program behind it grades that. */
export const exercise = defineCommand({
  name: 'exercise',
  summary: 'command.exercise',
  options: {
    exercise: typedText('option.exercise', suggestExercises),
    code: typedCode('option.solution'),
    course: carried,
  },
  // The task stays in sight while one works at it.
  replies: 'beside',
  onMessage: { label: 'action.exercise', option: 'code' },
  async *run(call) {
    const { args, kit, request } = call;
    const course = await courseMeant(args.course, request.learner, kit);
    if (course.exercises.length === 0) throw noExercises(course);
    if (args.code !== undefined) {
      const code = typedProgram(args.code, noSolution);
      yield* grade({ course, exercise: await exerciseMeant(course, args.exercise, call), code }, call);
    } else if (args.exercise === undefined) {
      yield exercisesView(course, await kit.store.exercises.history(request.learner, course.id), call);
    } else {
      yield await begin(course, findExercise(course, args.exercise), call);
    }
  },
});

async function begin(course: Course, chosen: Exercise, call: Call<string>): Promise<View> {
  const { kit, request } = call;
  const turn = { learner: request.learner, course: course.id, exercise: chosen.id, at: kit.clock.now() };
  await kit.store.exercises.begin(turn);
  const history = await kit.store.exercises.history(request.learner, course.id);
  return taskView(course, { exercise: chosen, history }, call);
}

interface Solution {
  readonly course: Course;
  readonly exercise: Exercise;
  readonly code: string;
}

async function* grade(solution: Solution, call: Call<string>): AsyncIterable<View> {
  const { kit, request, say, signal } = call;
  const id = runId(request.id);
  const job = { code: solution.code, tests: solution.exercise.tests, learner: request.learner, id };
  for await (const event of kit.grader.grade(job, signal)) {
    switch (event.kind) {
      case 'queued':
      case 'started':
        yield checkingView(event, id, say);
        break;
      case 'done':
        yield await settle(solution, event.grade, call);
    }
  }
}

/** What was tried is put down before the learner reads of it. */
async function settle({ course, exercise: tried, code }: Solution, given: Grade, call: Call<string>): Promise<View> {
  const { kit, request } = call;
  const { exercises } = kit.store;
  const before = await exercises.history(request.learner, course.id);
  if (isAttempt(given)) {
    await exercises.record({
      learner: request.learner,
      course: course.id,
      exercise: tried.id,
      request: request.id,
      code,
      ...verdictOf(given),
      hints: hintsSeen(tried, before),
      at: kit.clock.now(),
      day: await dayOf(request, kit),
    });
  }
  const history = await exercises.history(request.learner, course.id);
  return gradeView(course, { exercise: tried, code, grade: given, history }, call);
}

/** What was never tried says nothing about the learner. */
const isAttempt = (given: Grade): boolean => given.kind !== 'stopped' || typeof given.by === 'string';

function verdictOf(given: Grade): Pick<Attempt, 'verdict' | 'failing'> {
  if (given.kind !== 'failed') return { verdict: given.kind, failing: null };
  return { verdict: given.kind, failing: given.tests.find(({ passed }) => !passed)?.name ?? null };
}

const noSolution = (): Refusal => new Refusal('no-solution', (say) => say('refusal.no-solution'));

function noExercises(course: Course): Refusal {
  return new Refusal(
    'no-exercises',
    (say) => say('refusal.no-exercises', { course: course.id }),
    (say) => [{ label: say('button.continue'), weight: 'primary', command: 'lesson', args: { course: course.id } }],
  );
}
