import type { Call } from '../command.ts';
import { dayOf } from '../people/local-day.ts';
import type { Chunk, Course } from './course.ts';
import { chunkOf, findChunk } from './find.ts';
import { courseMeant, notBegun, placeIn, positionIn } from './place.ts';

/** The chunk that a step leaves: the one a button names, else where the learner stands. */
export async function leaving(
  call: Call<'course' | 'from'>,
): Promise<{ readonly course: Course; readonly chunk: Chunk }> {
  const { args, request, kit } = call;
  const course = await courseMeant(args.course, request.learner, kit);
  if (args.from !== undefined) return { course, chunk: findChunk(course, args.from) };
  const place = await placeIn(course, request.learner, kit);
  if (place === null) throw notBegun(course);
  return { course, chunk: place.chunk };
}

interface Step {
  readonly course: Course;
  readonly from: Chunk;
  readonly to: Chunk;
  readonly read: boolean;
}

/** Takes a step when the learner still stands where it begins, or on no chunk there is; tells where they stand now. */
export async function move(step: Step, { request, kit }: Call<string>): Promise<Chunk> {
  const { learner } = request;
  const position = await positionIn(step.course, learner, kit);
  const onNoChunk = chunkOf(step.course, position?.chunk ?? null) === undefined;
  const moved = await kit.store.progress.savePosition({
    learner,
    course: step.course.id,
    from: onNoChunk ? (position?.chunk ?? null) : step.from.id,
    to: step.to.id,
    read: step.read,
    at: kit.clock.now(),
    day: await dayOf(request, kit),
  });
  return moved === 'moved' ? step.to : ((await placeIn(step.course, learner, kit))?.chunk ?? step.to);
}
