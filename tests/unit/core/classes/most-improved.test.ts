import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostImproved, weeksUntil } from '#core/classes/most-improved.ts';
import { learnerId } from '#core/ids.ts';

const rights = (name: string, before: number, since: number) => ({ learner: learnerId(name), name, before, since });

test('points are the right answers more than in the week before; who did not improve is not listed', () => {
  expect(mostImproved([rights('a', 9, 10), rights('b', 0, 5), rights('c', 7, 7), rights('d', 8, 0)])).toEqual([
    { place: 1, name: 'b', points: 5 },
    { place: 2, name: 'a', points: 1 },
  ]);
});

test('equals share a place, and the next has the place behind all of them', () => {
  const all = [rights('a', 0, 2), rights('b', 1, 3), rights('c', 0, 1)];
  expect(mostImproved(all).map(({ place, name }) => [place, name])).toEqual([
    [1, 'a'],
    [1, 'b'],
    [3, 'c'],
  ]);
});

test('at most ten lines, each place one more than those with more points', () => {
  const all = fc.array(fc.record({ before: fc.nat({ max: 9 }), since: fc.nat({ max: 9 }) }), { maxLength: 25 });
  fc.assert(
    fc.property(all, (scores) => {
      const listed = mostImproved(scores.map(({ before, since }, at) => rights(`n${at}`, before, since)));
      const points = scores.map(({ before, since }) => since - before).filter((one) => one > 0);
      expect(listed).toHaveLength(Math.min(10, points.length));
      for (const { place, name, points: mine } of listed) {
        const score = scores[Number(name.slice(1))];
        expect(mine).toBe((score?.since ?? 0) - (score?.before ?? 0));
        expect(place).toBe(points.filter((one) => one > mine).length + 1);
      }
    }),
  );
});

test('the weeks are seven days each, one behind the other', () => {
  const day = 86_400_000;
  expect(weeksUntil(30 * day)).toEqual({ before: 16 * day, since: 23 * day, until: 30 * day });
});
