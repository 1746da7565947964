import type { Chunk, Course } from '../course/course.ts';
import type { Choice } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
  readonly weight: Choice['weight'];
}

/** The way to a page, by its title. */
export function readChoice(course: Course, chunk: Chunk, { say, language, weight }: Reader): Choice {
  const label = say('button.read', { title: inLanguage(chunk.title, language) });
  return { label, weight, command: 'lesson', args: { course: course.id, page: chunk.id } };
}
