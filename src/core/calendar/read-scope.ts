import type { Course, Library } from '../course/course.ts';
import { courseNamed } from '../course/find.ts';
import { quote } from '../inline.ts';
import type { Schedule } from '../ports/calendar-store.ts';
import { Refusal } from '../refusal.ts';
import type { Language } from '../words.ts';
import { inLanguage } from '../words.ts';
import { readZone } from './zones.ts';

/** What a schedule asks about, as it was typed: a course, the number of a lesson, or both; null for anything. */
export function readScope(words: readonly string[], library: Library): Schedule['scope'] {
  if (words.length === 0) return null;
  const course = courseNamed(library, words.join(' ')) ?? courseNamed(library, words.slice(0, -1).join(' '));
  const isCourse = courseNamed(library, words.join(' ')) !== undefined;
  if (course !== undefined && isCourse) return { course: course.id, lesson: null };
  const lesson = Number(/^(?:lesson)?\s*(\d+)$/iu.exec(words.at(-1) ?? '')?.[1] ?? 'none');
  const among = course === undefined ? library.courses : [course];
  const rest = course === undefined ? words.slice(0, -1).filter((word) => !/^lesson$/iu.test(word)) : [];
  const found = among.find((one) => hasLesson(one, lesson));
  if (found === undefined || rest.length > 0) throw notUnderstood(words);
  return { course: found.id, lesson };
}

/** The name of what a schedule asks about; null: anything. */
export function scopeName(scope: Schedule['scope'], library: Library, language: Language): string | null {
  const course = library.courses.find(({ id }) => id === scope?.course);
  if (scope === null || course === undefined) return null;
  const lesson = course.lessons.find(({ number }) => number === scope.lesson);
  const title = lesson?.title ?? course.title;
  return inLanguage(title, language);
}

const hasLesson = ({ lessons }: Course, wanted: number): boolean =>
  lessons.some(({ kind, number }) => kind === 'here' && number === wanted);

/** It may have been meant for a zone. */
function notUnderstood(words: readonly string[]): Refusal {
  const word = words.join(' ');
  const zones = readZone(word);
  if (zones.kind !== 'perhaps') {
    return new Refusal('daily-word', (say) => say('refusal.daily-word', { word: quote(word) }));
  }
  const meant = zones.zones.map((zone) => `\`${zone}\``).join(', ');
  return new Refusal('daily-zone-meant', (say) => say('refusal.daily-zone-meant', { zone: quote(word), meant }));
}
