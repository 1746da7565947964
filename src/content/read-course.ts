import type { Course, Lesson } from '#core/course/course.ts';
import type { Exercise } from '#core/course/exercise.ts';
import { courseId } from '#core/ids.ts';
import { quizzesFromTables } from '#core/quiz/from-tables.ts';
import type { Language, Say } from '#core/words.ts';
import { checkReferences } from './check-references.ts';
import type { Folder } from './folder.ts';
import type { Kind } from './mentions.ts';
import { joinMentions } from './mentions.ts';
import type { Parsed } from './parse-yaml.ts';
import { parseYaml } from './parse-yaml.ts';
import type { LessonFolder, LessonReading } from './read-lesson.ts';
import { readLesson } from './read-lesson.ts';
import type { CourseEntry } from './schemas.ts';
import { courseFile } from './schemas.ts';
import { id } from './words-schemas.ts';

type Speak = (language: Language) => Say;

/** A course and the folders of its lessons, whose examples and keys are to be proven. */
export interface CourseFolder {
  readonly course: Course;
  readonly lessons: readonly LessonFolder[];
}

/** What could be read of a course's folder; what could not has been reported. */
export interface CourseReading {
  readonly taught: readonly CourseFolder[];
  /** Ids; null when a file that holds some could not be read. */
  readonly chunks: readonly string[] | null;
}

/** Without words (`speak` is null, which has been reported) the course is read all the same, for what is wrong in it. */
export function readCourse(folder: Folder, name: string, speak: Speak | null): CourseReading {
  const file = `${name}/course.yaml`;
  if (!id.safeParse(name).success) {
    const message = `expected a course folder named by lower-case words joined by hyphens, since people type it; rename it.`;
    folder.report({ file: name, line: 1, message });
  }
  const text = folder.text(file);
  const parsed = text === null ? null : parseYaml({ file, text, firstLine: 1 }, courseFile, folder.report);
  if (parsed === null) return { taught: [], chunks: null };
  const readings = readLessons(folder, name, parsed);
  const unread: ReadonlySet<Kind> = new Set(readings.flatMap((reading) => [...reading.unread]));
  const mentions = joinMentions(readings.map((reading) => reading.mentions));
  checkReferences(mentions, unread, folder.report);
  const lessons = readings.flatMap(({ taught }) => taught ?? []);
  const course = courseOf(name, { entry: parsed.value, lessons, speak });
  checkTaken(course, lessons, folder);
  if (lessons.length === 0 && readings.every(({ taught }) => taught !== null)) {
    folder.report({ file, line: 1, message: 'expected a lesson with a `folder`, found none; write one.' });
  }
  const chunks = mentions.given.filter(({ kind }) => kind === 'chunk').map((chunk) => chunk.id);
  return { taught: [{ course, lessons }], chunks: unread.has('chunk') ? null : chunks };
}

function readLessons(folder: Folder, name: string, parsed: Parsed<CourseEntry>): readonly LessonReading[] {
  const file = `${name}/course.yaml`;
  const report = (place: number, message: string) =>
    folder.report({ file, line: parsed.lineOf('lessons', place), message });
  const there = new Set(folder.names(name).map((entry) => entry.name));
  const readings: LessonReading[] = [];
  const seen = new Set<number | string>();
  for (const [place, entry] of parsed.value.lessons.entries()) {
    if (seen.has(entry.number)) report(place, `expected each number once, found ${entry.number} twice; change one.`);
    seen.add(entry.number);
    if (!('folder' in entry)) continue;
    if (seen.has(entry.folder))
      report(place, `expected each folder once, found \`${entry.folder}\` twice; change one.`);
    else if (there.has(entry.folder)) readings.push(readLesson(folder, `${name}/${entry.folder}`, entry.number));
    else
      report(
        place,
        `expected a folder \`${entry.folder}\` beside this file, found none; write it, or give a \`title\`.`,
      );
    seen.add(entry.folder);
  }
  for (const stray of there) {
    if (stray === 'course.yaml' || seen.has(stray)) continue;
    const message = 'expected only course.yaml and the folders that it lists here; list it there, move or delete it.';
    folder.report({ file: `${name}/${stray}`, line: 1, message });
  }
  return readings;
}

interface CourseParts {
  readonly entry: CourseEntry;
  readonly lessons: readonly LessonFolder[];
  readonly speak: Speak | null;
}

function courseOf(name: string, { entry, lessons, speak }: CourseParts): Course {
  const row = entry.lessons.flatMap((one): readonly Lesson[] => {
    if (!('folder' in one)) return [{ kind: 'announced', number: one.number, title: one.title ?? null }];
    return lessons.filter(({ lesson }) => lesson.number === one.number).map(({ lesson }) => lesson);
  });
  const concepts = lessons.flatMap((lesson) => lesson.concepts);
  const written = lessons.flatMap((lesson) => lesson.quizzes.map(({ quiz }) => quiz));
  return {
    id: courseId(name),
    title: entry.title,
    lessons: row,
    chunks: lessons.flatMap((lesson) => lesson.chunks.map(({ chunk }) => chunk)),
    concepts,
    misconceptions: lessons.flatMap((lesson) => lesson.misconceptions),
    reading: lessons.flatMap((lesson) => lesson.reading),
    errorPages: lessons.flatMap((lesson) => lesson.errorPages),
    quizzes: [...written, ...(speak === null ? [] : quizzesFromTables(concepts, speak))],
    exercises: inReadingOrder(lessons),
  };
}

/** Exercises of the same chunk go by their names. */
function inReadingOrder(lessons: readonly LessonFolder[]): readonly Exercise[] {
  const places = new Map(lessons.flatMap(({ chunks }) => chunks).map(({ chunk }, place) => [chunk.id, place]));
  const exercises = lessons.flatMap((lesson) => lesson.exercises).flatMap(({ exercise }) => exercise ?? []);
  const placeOf = ({ chunk }: Exercise) => places.get(chunk) ?? places.size;
  return exercises.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** A written quiz must not have the id of one that is made from the tables. */
function checkTaken({ quizzes }: Course, lessons: readonly LessonFolder[], { report }: Folder): void {
  const written = lessons.flatMap((lesson) => lesson.quizzes);
  const made = new Set(quizzes.slice(written.length).map((quiz) => quiz.id));
  for (const { quiz, file, line } of written) {
    if (!made.has(quiz.id)) continue;
    const message = `expected a quiz id of its own, found \`${quiz.id}\`, which a question from the tables has; choose another.`;
    report({ file, line, message });
  }
}
