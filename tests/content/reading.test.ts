import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { describeProblems } from '#content/problem.ts';
import { project } from '../support/program.ts';

const loaded = loadLibrary(`${project}/content`);
if (loaded.kind === 'problems') throw new Error(describeProblems(loaded.problems));
const [course] = loaded.library.courses;

test('the reading list has the fourteen entries of the lesson under its four headings', () => {
  expect(course?.reading.map(({ title, entries }) => [title.en, entries.length])).toEqual([
    ['Required reading', 3],
    ['Foundational talks and articles', 3],
    ['Modern async stack', 6],
    ['Books', 2],
  ]);
});

test('whatever is not as it was says what to know about it, and what was not found has no address', () => {
  for (const { id, health, note, url } of course?.reading.flatMap(({ entries }) => entries) ?? []) {
    if (health !== 'current') expect(note, id).not.toBeNull();
    if (health === 'not-found') expect(url, id).toBeNull();
  }
});

test('both tables and the reading list are in both languages', () => {
  const texts = [
    ...(course?.concepts.flatMap(({ term, meaning, precisely }) => [term, meaning, precisely]) ?? []),
    ...(course?.reading.flatMap(({ title, entries }) => [title, ...entries.flatMap(({ why, note }) => note ?? why)]) ??
      []),
  ];
  expect(texts.filter((text) => text.zh === undefined)).toEqual([]);
});
