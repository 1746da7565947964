import { withAssignments } from '../classes/with-assignments.ts';
import { carried, defineCommand, typedText } from '../command.ts';
import type { Call } from '../command.ts';
import { circumstancesOf } from '../course/circumstances.ts';
import type { Chunk, Course } from '../course/course.ts';
import { chunkNamed, courseNamed, findChunk, unknownChunk, unknownCourse } from '../course/find.ts';
import { cardOf, unknownTerm } from '../course/card.ts';
import { lookUp } from '../course/glossary.ts';
import { suggestCourses, suggestPlaces } from '../course/suggest.ts';
import { courseMeant, placeIn, positionIn } from '../course/place.ts';
import { topicOf } from '../course/topic.ts';
import { text, prose } from '../view.ts';
import type { View } from '../view.ts';
import { chunkView } from '../views/chunk-view.ts';
import { courseView } from '../views/course-view.ts';
import { tableView } from '../views/table-view.ts';

/**
 * `/lesson` shows the course; `/lesson async` goes on where the learner stopped; `/lesson async 3` goes to a page,
 * `/lesson async semaphore` to the card of a concept, as does `/lesson what is a task`.
 */
export const lesson = defineCommand({
  name: 'lesson',
  summary: 'command.lesson',
  options: {
    course: typedText('option.course', suggestCourses),
    chunk: typedText('option.chunk', suggestPlaces),
    page: carried,
    show: carried,
  },
  async *run(call) {
    yield await viewMeant(call);
  },
});

type LessonCall = Call<'course' | 'chunk' | 'page' | 'show'>;

async function viewMeant(call: LessonCall): Promise<View> {
  const { args, kit } = call;
  if (args.course === undefined) return await overview(call);
  const course = courseNamed(kit.library, args.course);
  if (course === undefined) return await lookedUp([args.course, args.chunk ?? ''].join(' '), call);
  if (args.show === 'takeaways' || args.show === 'when') return tableView(course, args.show, call);
  if (args.page !== undefined) return await goTo(course, findChunk(course, args.page), call);
  return args.chunk === undefined ? await goOn(course, call) : await goWhere(course, args.chunk, call);
}

async function overview(call: LessonCall): Promise<View> {
  const { kit, request } = call;
  const course = await courseMeant(undefined, request.learner, kit);
  const read = await kit.store.progress.chunksRead(request.learner, course.id);
  const place = await placeIn(course, request.learner, kit);
  return await withAssignments(courseView(course, { place, read }, call), call);
}

/** Something that is no course: a word to look up, as it may be in any of them. */
async function lookedUp(typed: string, call: LessonCall): Promise<View> {
  const { library } = call.kit;
  const found = lookUp(library.courses, typed);
  if (found.kind === 'found') return await cardOf(found.entry, call);
  const { words, isQuestion } = topicOf(typed);
  if (isQuestion || found.near.length > 0) throw unknownTerm(words, found.near);
  throw unknownCourse(library, call.args.course ?? '');
}

/** A concept's card or a page: numbers are pages, and the names of concepts come before the titles of pages. */
async function goWhere(course: Course, typed: string, call: LessonCall): Promise<View> {
  const isNumber = /^\d+$/u.test(typed.trim());
  const found = isNumber ? null : lookUp([course], typed);
  if (found?.kind === 'found') return await cardOf(found.entry, call);
  const chunk = chunkNamed(course, typed);
  if (chunk !== undefined) return await goTo(course, chunk, call);
  const near = found?.near ?? [];
  const { words, isQuestion } = topicOf(typed);
  throw isQuestion || near.length > 0 ? unknownTerm(words, near) : unknownChunk(course, typed);
}

async function goOn(course: Course, call: LessonCall): Promise<View> {
  const place = await placeIn(course, call.request.learner, call.kit);
  const [first] = course.chunks;
  if (first === undefined) throw new Error(`course ${course.id} has no chunk: the loader must refuse that`);
  if (place === null) return await goTo(course, first, call);
  const shown = await pageOf(course, place.chunk, call);
  return { ...shown, blocks: [prose(text(call.say('lesson.welcome-back'))), ...shown.blocks] };
}

async function goTo(course: Course, chunk: Chunk, call: LessonCall): Promise<View> {
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
  return await pageOf(course, chunk, call);
}

async function pageOf(course: Course, chunk: Chunk, call: LessonCall): Promise<View> {
  return chunkView(course, chunk, { ...call, ...(await circumstancesOf(course, chunk, call)) });
}
