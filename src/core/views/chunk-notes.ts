import type { Circumstances } from '../course/circumstances.ts';
import { isTooNew } from '../course/circumstances.ts';
import type { Chunk, Course } from '../course/course.ts';
import { chunkOf, numberOf } from '../course/find.ts';
import { showVersion } from '../python-version.ts';
import type { Block } from '../view.ts';
import { prose } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

interface Reader extends Circumstances {
  readonly say: Say;
  readonly language: Language;
}

/** What to know above a page: from which Python on it holds, and what it builds on that was not read yet. */
export function chunkNotes(course: Course, chunk: Chunk, reader: Reader): readonly Block[] {
  const notes = [...versionNote(chunk, reader), ...unreadNote(course, chunk, reader)];
  return notes.map((note) => prose({ kind: 'emphasis', text: note }));
}

function versionNote(chunk: Chunk, { python, say }: Reader): readonly string[] {
  const { since } = chunk;
  if (since === null) return [];
  const version = showVersion(since);
  if (python === null || !isTooNew(chunk, python)) return [say('lesson.since', { version })];
  return [say('lesson.too-new', { version, here: showVersion(python) })];
}

function unreadNote(course: Course, { requires }: Chunk, { read, say, language }: Reader): readonly string[] {
  const unread = requires.filter((id) => !read.includes(id)).map((id) => chunkOf(course, id));
  const pages = unread
    .filter((chunk) => chunk !== undefined)
    .map((chunk) =>
      say('lesson.page-named', { number: numberOf(course, chunk), title: inLanguage(chunk.title, language) }),
    );
  return pages.length === 0 ? [] : [say('lesson.builds-on', { pages: pages.join(say('lesson.and-page')) })];
}
