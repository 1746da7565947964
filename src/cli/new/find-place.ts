import type { CourseFolder } from '#content/read-course.ts';
import type { LessonFolder } from '#content/read-lesson.ts';
import { openContent } from '../open.ts';
import type { Terminal } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';

/** The course of that name, as it is now. */
export function findCourse(name: string, terminal: Terminal): CourseFolder {
  const { folders } = openContent(terminal);
  const found = folders.find(({ course }) => course.id === name);
  if (found !== undefined) return found;
  const known = folders.map(({ course }) => course.id).join(', ');
  throw new UsageProblem(`expected a course that exists (${known}), found \`${name}\`; name one of them.`);
}

/** The lesson in a folder of a course; an announced lesson has none yet. */
export function findLesson({ course, lessons }: CourseFolder, folder: string): LessonFolder {
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
