import { defineCommand, typedText } from '../command.ts';
import type { Call } from '../command.ts';
import type { Chunk, Course } from '../course/course.ts';
import { findChunk, findCourse } from '../course/find.ts';
import { suggestChunks, suggestCourses } from '../course/suggest.ts';
import { courseMeant, placeIn, positionIn } from '../course/place.ts';
import { text, prose } from '../view.ts';
import type { View } from '../view.ts';
import { chunkView } from '../views/chunk-view.ts';
import { courseView } from '../views/course-view.ts';

/** `/lesson` shows the course; `/lesson async` goes on where the learner stopped; `/lesson async 3` goes to a chunk. */
export const lesson = defineCommand({
  name: 'lesson',
  summary: 'command.lesson',
  options: {
    course: typedText('option.course', suggestCourses),
    chunk: typedText('option.chunk', suggestChunks),
  },
  async *run(call) {
    const { args, kit, request } = call;
    if (args.course === undefined) {
      const course = await courseMeant(undefined, request.learner, kit);
      yield courseView(course, await placeIn(course, request.learner, kit), call);
      return;
    }
    const course = findCourse(kit.library, args.course);
    yield args.chunk === undefined ? await goOn(course, call) : await goTo(course, findChunk(course, args.chunk), call);
  },
});

async function goOn(course: Course, call: Call<string>): Promise<View> {
  const place = await placeIn(course, call.request.learner, call.kit);
  const [first] = course.chunks;
  if (first === undefined) throw new Error(`course ${course.id} has no chunk: the loader must refuse that`);
  if (place === null) return await goTo(course, first, call);
  const shown = chunkView(course, place.chunk, call);
  return { ...shown, blocks: [prose(text(call.say('lesson.welcome-back'))), ...shown.blocks] };
}

async function goTo(course: Course, chunk: Chunk, call: Call<string>): Promise<View> {
  const { kit, request } = call;
  const position = await positionIn(course, request.learner, kit);
  await kit.store.progress.savePosition({
    learner: request.learner,
    course: course.id,
    from: position?.chunk ?? null,
    to: chunk.id,
    read: false,
    at: kit.clock.now(),
  });
  return chunkView(course, chunk, call);
}
