import type { Call, Kit } from '../command.ts';
import { carried, defineCommand, typedCode } from '../command.ts';
import type { Chunk, Course } from '../course/course.ts';
import { circumstancesOf, isTooNew } from '../course/circumstances.ts';
import { findChunk, findExercise } from '../course/find.ts';
import { courseMeant, lastPlace } from '../course/place.ts';
import type { ChunkId, LearnerId } from '../ids.ts';
import { runId } from '../ids.ts';
import type { PythonVersion } from '../python-version.ts';
import { showVersion } from '../python-version.ts';
import { Refusal } from '../refusal.ts';
import type { Choice, View } from '../view.ts';
import { outcomeView, underWayView } from '../views/outcome-view.ts';
import { noCode, typedProgram } from '../typed-program.ts';

/** Runs a snippet, an example of a chunk, the starter of an exercise, or, when nothing is given, the example of the chunk where the learner stands. */
export const run = defineCommand({
  name: 'run',
  summary: 'command.run',
  options: {
    code: typedCode('option.code'),
    course: carried,
    chunk: carried,
    example: carried,
    exercise: carried,
  },
  replies: 'beside',
  onMessage: { label: 'action.run', option: 'code' },
  async *run(call) {
    const program = await programMeant(call);
    yield* runProgram(program, call);
  },
});

interface Program {
  readonly code: string;
  /** Where to go from the result: on in the lesson, for an example. */
  readonly onward: readonly Choice[];
  /** The chunk that holds it; null for the learner's own. */
  readonly from: ChunkId | null;
}

async function* runProgram(
  { code, onward, from }: Program,
  { kit, request, say, language, signal }: Call<string>,
): AsyncIterable<View> {
  const id = runId(request.id);
  const job = { id, code, stdin: '', learner: request.learner, clock: 'auto' } as const;
  for await (const event of kit.runner.run(job, signal)) {
    switch (event.kind) {
      case 'queued':
      case 'started':
        yield underWayView(event, id, say);
        break;
      case 'done': {
        const courses = await coursesFor(request.learner, kit);
        yield outcomeView(event.outcome, { code, onward }, { say, language, courses, from });
      }
    }
  }
}

/** All courses, the one first in which the learner was last. */
async function coursesFor(learner: LearnerId, kit: Kit): Promise<readonly Course[]> {
  const place = await lastPlace(learner, kit);
  return place === null ? kit.library.courses : [place.course, ...kit.library.courses];
}

async function programMeant(call: Call<'code' | 'course' | 'chunk' | 'example' | 'exercise'>): Promise<Program> {
  const { args } = call;
  if (args.code !== undefined) return { code: typedProgram(args.code, noCode), onward: [], from: null };
  return args.exercise === undefined ? await exampleMeant(call) : await starterMeant(args.exercise, call);
}

async function starterMeant(named: string, { args, request, kit, say }: Call<'course'>): Promise<Program> {
  const course = await courseMeant(args.course, request.learner, kit);
  const exercise = findExercise(course, named);
  const back = { course: course.id, exercise: exercise.id };
  const onward = [{ label: say('button.task'), weight: 'primary', command: 'exercise', args: back }] as const;
  return { code: exercise.starter, onward, from: null };
}

async function exampleMeant({ args, request, kit, say }: Call<'course' | 'chunk' | 'example'>): Promise<Program> {
  const place = await lastPlace(request.learner, kit);
  if (args.chunk === undefined && place === null) throw noCode();
  const course = await courseMeant(args.course, request.learner, kit);
  const chunk = args.chunk === undefined && place !== null ? place.chunk : findChunk(course, args.chunk ?? '');
  const code = chunk.examples[Number(args.example ?? '1') - 1];
  if (code === undefined) throw new Refusal('no-example', (tell) => tell('refusal.no-example'));
  const { python } = await circumstancesOf(course, chunk, { request, kit });
  if (isTooNew(chunk, python)) throw tooNew(chunk, python);
  const behind = { course: course.id, from: chunk.id };
  const next = { label: say('button.next'), weight: 'primary', command: 'next', args: behind } as const;
  return { code, onward: [next], from: chunk.id };
}

function tooNew({ since }: Chunk, python: PythonVersion | null): Refusal {
  const [version, here] = [since, python].map((one) => (one === null ? '?' : showVersion(one)));
  return new Refusal('too-new', (say) => say('refusal.too-new', { version: version ?? '', here: here ?? '' }));
}
