import type { Concept, Course } from './course.ts';
import { distanceBetween } from './distance.ts';
import { topicOf } from './topic.ts';

/** A row of a table, and the course in which it stands. */
export interface Entry {
  readonly course: Course;
  readonly concept: Concept;
}

export type LookedUp =
  | { readonly kind: 'found'; readonly entry: Entry }
  /** Nothing has that name; what comes near to it, the nearest first, or nothing. */
  | { readonly kind: 'unknown'; readonly near: readonly Entry[] };

/**
 * What somebody looks up, by any name that it has in any language. Only what has the very name is found, but for case,
 * signs, spaces and the plural; what was mistyped is only suggested, so that nobody reads about something else.
 */
export function lookUp(courses: readonly Course[], typed: string): LookedUp {
  const entries = courses.flatMap((course) => course.concepts.map((concept) => ({ course, concept })));
  const { words } = topicOf(typed);
  const wanted = singulars(keyOf(words));
  for (const key of wanted) {
    const entry = entries.find(({ concept }) => namesOf(concept).has(key));
    if (entry !== undefined) return { kind: 'found', entry };
  }
  return { kind: 'unknown', near: nearest(entries, words) };
}

/** Letters and digits only: "TaskGroup", "task group" and "task-group" are one name. */
export function keyOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^asyncio\./u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Every name that a row is looked up by, as `keyOf` has it. */
export function namesOf({ id, term, also }: Concept): ReadonlySet<string> {
  return new Set([id, ...Object.values(term), ...also].map(keyOf));
}

/** The word itself, then what it may be the plural of. */
function singulars(key: string): readonly string[] {
  if (key === '') return [];
  return [
    key,
    ...(/^[a-z]{3,}s$/u.test(key) ? [key.slice(0, -1)] : []),
    ...(key.endsWith('es') ? [key.slice(0, -2)] : []),
  ];
}

const mostSuggested = 4;

function nearest(entries: readonly Entry[], words: string): readonly Entry[] {
  const scored = entries.flatMap((entry) => {
    const score = scoreOf(entry.concept, words);
    return score === null ? [] : [{ entry, score }];
  });
  return scored
    .toSorted((one, other) => one.score - other.score)
    .slice(0, mostSuggested)
    .map(({ entry }) => entry);
}

/** 0 for a name that stands among the words; the greater, the farther; null for what is not near at all. */
function scoreOf(concept: Concept, words: string): number | null {
  const names = [...namesOf(concept)];
  const key = keyOf(words);
  if (key === '') return null;
  const parts = words.split(/[\s,;/]+/u).flatMap((part) => singulars(keyOf(part)));
  if (names.some((name) => parts.includes(name) || (isChinese(name) && key.includes(name)))) return 0;
  const scores = names.map((name) => nearness(name, key)).filter((score) => score !== null);
  return scores.length === 0 ? null : Math.min(...scores);
}

const isChinese = (name: string): boolean => /^\p{Script=Han}{2,}$/u.test(name);

/** What begins alike is nearer than what has a few other letters. */
function nearness(name: string, key: string): number | null {
  if (key.length >= 3 && name.startsWith(key)) return 1;
  if (name.length >= 4 && key.startsWith(name)) return 1;
  const distance = distanceBetween(name, key);
  const bearable = Math.floor(Math.max(name.length, key.length) / 3);
  if (distance <= Math.min(3, bearable)) return 1 + distance;
  return key.length >= 4 && name.includes(key) ? 5 : null;
}
