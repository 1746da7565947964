import { quote } from '../inline.ts';
import type { ErrorKind } from '../explain/error-kinds.ts';
import type { ChunkId, ConceptId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import type { Language } from '../words.ts';
import { inLanguage } from '../words.ts';
import type { Chunk, Concept, Course, Library } from './course.ts';
import { lookUp } from './glossary.ts';
import type { Exercise } from './exercise.ts';

/** The course that a learner named, by id or title. */
export function findCourse(library: Library, typed: string): Course {
  const course = courseNamed(library, typed);
  if (course === undefined) throw unknownCourse(library, typed);
  return course;
}

/** Undefined when no course has that id or title. */
export function courseNamed(library: Library, typed: string): Course | undefined {
  return library.courses.find(({ id, title }) => [id, ...Object.values(title)].some(same(typed)));
}

export function unknownCourse(library: Library, typed: string): Refusal {
  const known = library.courses.map(({ id }) => `\`${id}\``).join(', ');
  return new Refusal('unknown-course', (say) => say('refusal.unknown-course', { course: quote(typed), known }));
}

/** The chunk that a learner named: by number, id, title, or the concept that it teaches. */
export function findChunk(course: Course, typed: string): Chunk {
  const chunk = chunkNamed(course, typed) ?? chunkOf(course, conceptNamed(course, typed)?.chunk ?? null);
  if (chunk === undefined) throw unknownChunk(course, typed);
  return chunk;
}

/** Undefined when no chunk has that number, id or title. */
export function chunkNamed(course: Course, typed: string): Chunk | undefined {
  if (/^\d+$/u.test(typed.trim())) return course.chunks[Number(typed) - 1];
  return course.chunks.find(({ id, title }) => [id, ...Object.values(title)].some(same(typed)));
}

export function unknownChunk(course: Course, typed: string): Refusal {
  const values = { chunk: quote(typed), course: course.id, count: course.chunks.length };
  return new Refusal('unknown-chunk', (say) => say('refusal.unknown-chunk', values));
}

/** The row of a table that a learner named, by any of its names. */
export function findConcept(course: Course, typed: string): Concept {
  const concept = conceptNamed(course, typed);
  if (concept !== undefined) return concept;
  const known = course.concepts.map(({ id }) => `\`${id}\``).join(', ');
  throw new Refusal('unknown-concept', (say) => say('refusal.unknown-concept', { concept: quote(typed), known }));
}

/** The exercise that a learner named, by id or title. */
export function findExercise(course: Course, typed: string): Exercise {
  const exercise = course.exercises.find(({ id, title }) => [id, ...Object.values(title)].some(same(typed)));
  if (exercise !== undefined) return exercise;
  const known = course.exercises.map(({ id }) => `\`${id}\``).join(', ');
  throw new Refusal(
    'unknown-exercise',
    (say) => say('refusal.unknown-exercise', { exercise: quote(typed), known }),
    (say) => [{ label: say('button.exercises'), weight: 'primary', command: 'exercise', args: { course: course.id } }],
  );
}

/** Undefined when the content no longer has it. */
export function chunkOf(course: Course, id: ChunkId | null): Chunk | undefined {
  return course.chunks.find((chunk) => chunk.id === id);
}

/** A chunk, and the course in which it stands. */
export interface Page {
  readonly course: Course;
  readonly chunk: Chunk;
}

/** Where an error is explained: in the first of these courses that does so; null where none does. */
export function pageAbout(error: ErrorKind, courses: readonly Course[]): Page | null {
  for (const course of courses) {
    const chunk = chunkOf(course, course.errorPages.find((page) => page.error === error)?.chunk ?? null);
    if (chunk !== undefined) return { course, chunk };
  }
  return null;
}

/** A concept's first column, in the learner's language. */
export function termOf(course: Course, id: ConceptId, language: Language): string {
  const concept = course.concepts.find((row) => row.id === id);
  return concept === undefined ? id : inLanguage(concept.term, language);
}

/** 1 for the first chunk of the course. */
export function numberOf(course: Course, chunk: Chunk): number {
  return course.chunks.indexOf(chunk) + 1;
}

export function chunkAfter(course: Course, chunk: Chunk): Chunk | undefined {
  return course.chunks[course.chunks.indexOf(chunk) + 1];
}

export function chunkBefore(course: Course, chunk: Chunk): Chunk | undefined {
  return course.chunks[course.chunks.indexOf(chunk) - 1];
}

function conceptNamed(course: Course, typed: string): Concept | undefined {
  const found = lookUp([course], typed);
  return found.kind === 'found' ? found.entry.concept : undefined;
}

/** Equal but for case, punctuation and the spaces around. */
function same(typed: string): (name: string) => boolean {
  const bare = (text: string) =>
    text
      .toLowerCase()
      .replace(/[\s_-]+/gu, ' ')
      .trim();
  return (name) => bare(name) === bare(typed);
}
