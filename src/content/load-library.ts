import type { Library } from '#core/course/course.ts';
import type { Folder } from './folder.ts';
import { openFolder } from './folder.ts';
import { freeze } from './freeze.ts';
import type { Mention } from './mentions.ts';
import type { Problem } from './problem.ts';
import { describeProblems } from './problem.ts';
import type { CourseFolder, CourseReading } from './read-course.ts';
import { readCourse } from './read-course.ts';
import { readReview } from './read-review.ts';
import { readTexts } from './read-texts.ts';
import type { Texts } from './speak.ts';
import { speakerOf } from './speak.ts';

/** A library fit to teach from, or everything that is wrong with it. */
export type Loaded =
  | {
      readonly kind: 'loaded';
      readonly library: Library;
      readonly texts: Texts;
      readonly folders: readonly CourseFolder[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/**
 * Reads a content folder: the bot's words in `texts/`, review pages in `review/`, and a course in each other folder. With
 * `to-renew`, what runs settled may be missing or wrong on record, since it is about to be written.
 */
export function loadLibrary(root: string, records: 'needed' | 'to-renew' = 'needed'): Loaded {
  const problems: Problem[] = [];
  const folder = openFolder(root, (problem) => problems.push(problem));
  const texts = readTexts(folder);
  const speak = texts === null ? null : speakerOf(texts);
  const names = folder.names('');
  const others = names.filter(({ name }) => name !== 'texts' && name !== 'review');
  for (const { name } of others.filter(({ kind }) => kind === 'file')) {
    folder.report({ file: name, line: 1, message: 'expected a course folder here, found a file; move or delete it.' });
  }
  const courses = others.filter(({ kind }) => kind === 'folder');
  if (courses.length === 0) {
    folder.report({ file: '', line: 1, message: 'expected a course folder, found none; add one.' });
  }
  const readings = courses.map(({ name }) => readCourse(folder, name, speak));
  const { pages, referred } = readReview(folder, 'review');
  checkReview(folder, referred, readings);
  const lessons = readings.flatMap(({ taught }) => taught).flatMap((course) => course.lessons);
  // While a question cannot be read, nobody knows what it needs on record.
  if (records === 'needed' && problems.length === 0)
    problems.push(...lessons.flatMap(({ recordFaults }) => recordFaults));
  if (problems.length > 0 || texts === null || speak === null)
    return { kind: 'problems', problems: withoutRepeats(problems) };
  const folders = readings.flatMap(({ taught }) => taught);
  const library = { courses: folders.map(({ course }) => course), reviewPages: pages, speak };
  return freeze<Loaded>({ kind: 'loaded', library, texts, folders });
}

/** The same fault twice on a line is told once. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [describeProblems([problem]), problem])).values()];
}

/** A review page leads to a chunk of some course. */
function checkReview(folder: Folder, referred: readonly Mention[], readings: readonly CourseReading[]): void {
  const chunks = new Set(readings.flatMap((reading) => reading.chunks ?? []));
  const someUnread = readings.some((reading) => reading.chunks === null);
  for (const { id, file, line } of referred) {
    if (chunks.has(id) || someUnread) continue;
    const message = `expected a chunk \`${id}\` in a course, found none; write it, or mend the id.`;
    folder.report({ file, line, message });
  }
}
