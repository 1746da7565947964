import type { CourseFolder } from '#content/read-course.ts';
import type { LessonFolder } from '#content/read-lesson.ts';
import { readContent } from '../read-content.ts';
import type { Terminal } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';
import { readName } from './read-name.ts';

/** Where something new goes, and the id that it gets. */
interface Newcomer {
  readonly place: CourseFolder;
  readonly lesson: LessonFolder;
  readonly id: string;
}

/** `async/08-async-await/gather-order`: a lesson that is here, and an id that nothing in its course has. */
export function findRoom(name: string, example: string, terminal: Terminal): Newcomer {
  const shape = /^([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/u;
  const [course = '', folder = '', id = ''] = readName(name, shape, example);
  const place = findCourse(course, terminal);
  const lesson = findLesson(place, folder);
  if (!idsIn(place).has(id)) return { place, lesson, id };
  throw new UsageProblem(`expected a new name, something in ${course} is called \`${id}\` already; choose another.`);
}

/** The course of that name, as it is now. */
export function findCourse(name: string, terminal: Terminal): CourseFolder {
  const { folders } = readContent(terminal);
  const found = folders.find(({ course }) => course.id === name);
  if (found !== undefined) return found;
  const known = folders.map(({ course }) => course.id).join(', ');
  throw new UsageProblem(`expected a course that exists (${known}), found \`${name}\`; name one of them.`);
}

/** The lesson in a folder of a course; an announced lesson has none yet. */
function findLesson({ course, lessons }: CourseFolder, folder: string): LessonFolder {
  const path = `${course.id}/${folder}`;
  const found = lessons.find((lesson) => lesson.path === path);
  if (found !== undefined) return found;
  const known = lessons.map((lesson) => lesson.path).join(', ');
  throw new UsageProblem(`expected a lesson that exists (${known}), found \`${path}\`; name one of them.`);
}

/** What a new question or exercise can be about until its author says otherwise. */
export function firstSubject({ path, chunks, concepts }: LessonFolder): {
  readonly chunk: string;
  readonly concept: string;
} {
  const [file] = chunks;
  const concept = file?.chunk.concept ?? concepts[0]?.id;
  if (file === undefined || concept === undefined) throw new Error(`${path} is empty: the loader must refuse that`);
  return { chunk: file.chunk.id, concept };
}

/** Every id that something in the course has. */
export function idsIn({ course, lessons }: CourseFolder): ReadonlySet<string> {
  const exercises = lessons.flatMap((lesson) => lesson.exercises.flatMap(({ mentions }) => mentions.given));
  const rows = [course.chunks, course.concepts, course.misconceptions, course.quizzes, exercises];
  return new Set(rows.flatMap((row) => row.map(({ id }) => id)));
}
