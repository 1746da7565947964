import type { Course, Library } from '../course/course.ts';
import { chunkNamed } from '../course/find.ts';
import { quote } from '../inline.ts';
import type { Class, Task } from '../ports/class-store.ts';
import { Refusal } from '../refusal.ts';
import { readDue } from './due.ts';

/** What a teacher typed behind `/assign`. */
export type AssignTyped =
  | { readonly kind: 'list' }
  | { readonly kind: 'assign'; readonly item: string; readonly due: string }
  | { readonly kind: 'extend'; readonly item: string; readonly due: string; readonly person: string | null }
  | { readonly kind: 'withdraw'; readonly item: string };

/**
 * Reads `retry 2026-12-01 18:00`, `extend retry 2026-12-05 [person]`, `remove retry`; the Without a time it is the end of that day.
 */
export function readAssign(words: readonly string[], person: string | undefined): AssignTyped {
  if (words.length === 0) return { kind: 'list' };
  const [first = '', ...others] = words;
  switch (first.toLowerCase()) {
    case 'remove':
      return { kind: 'withdraw', item: itemIn(others.join(' ')) };
    case 'extend':
      return { kind: 'extend', ...timed(others.join(' ')), person: person ?? null };
    default:
      return { kind: 'assign', ...timed(words.join(' ')) };
  }
}

/** Something to do, and when it is due. */
function timed(typed: string): { readonly item: string; readonly due: string } {
  const [, item = '', due = ''] = /^(.*?)\s*(\d{4}-\d{2}-\d{2}.*)$/su.exec(typed) ?? [];
  const read = readDue(due);
  if (read === null) throw new Refusal('no-due', (say) => say('refusal.no-due'));
  return { item: itemIn(item), due: read };
}

function itemIn(typed: string): string {
  if (typed.trim() === '') throw new Refusal('which-item', (say) => say('refusal.which-item'));
  return typed.trim();
}

/** The exercise or page that is meant, in the first course that has it: exercises by id or title, pages by number too. */
export function findTask(library: Library, of: Class, typed: string): Task {
  for (const course of library.courses) {
    const item = itemNamed(course, typed);
    if (item !== null) return { ...of, course: course.id, item };
  }
  throw new Refusal('unknown-item', (say) => say('refusal.unknown-item', { item: quote(typed) }));
}

function itemNamed(course: Course, typed: string): Task['item'] | null {
  const bare = typed.trim().toLowerCase();
  const exercise = course.exercises.find(({ id, title }) =>
    [id, ...Object.values(title)].some((name) => name.toLowerCase() === bare),
  );
  if (exercise !== undefined) return { kind: 'exercise', exercise: exercise.id };
  const chunk = chunkNamed(course, typed);
  return chunk === undefined ? null : { kind: 'chunk', chunk: chunk.id };
}
