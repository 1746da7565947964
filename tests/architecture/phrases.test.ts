import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { phrases } from '#core/phrases.ts';

/** Where phrases are named, not said. */
const tables = [
  'core/phrases.ts',
  'core/classes/class-words.ts',
  'core/explain/explain-words.ts',
  'core/calendar/calendar-words.ts',
  'core/course/glossary-words.ts',
  'core/exercise/exercise-words.ts',
  'core/timeline/timeline-words.ts',
  'core/people/people-words.ts',
  'core/memory/memory-words.ts',
];

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !tables.includes(path))
  .map((path) => readFileSync(`src/${path}`, 'utf8'))
  .join('\n');

test('every phrase is said somewhere: translators work on nothing that nobody reads', () => {
  const verdicts = ['quiz.yes', 'quiz.no', 'quiz.depends'];
  const unsaid = Object.keys(phrases).filter((key) => !source.includes(`'${key}'`) && !verdicts.includes(key));
  expect(unsaid).toEqual([]);
});
