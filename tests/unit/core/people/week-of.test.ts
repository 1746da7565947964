import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { weekOf } from '#core/people/week-of.ts';
import type { Fact } from '#core/ports/evidence-store.ts';
import { answered, anyFacts, tried } from '../../../support/facts.ts';
import { smallCourse } from '../../../support/library.ts';
import { recountProgress } from '../../../support/recount-progress.ts';

const course = smallCourse();
const day = 86_400_000;

test('a week of nothing is nothing', () => {
  expect(weekOf(course, [], 9 * day)).toEqual({ answers: 0, right: 0, learnt: 0, due: 0 });
});

test('what was known a week ago already was not learnt this week', () => {
  const facts = [tried('passed', 90 * day), answered(true, 98 * day), answered(false, 80 * day)];
  expect(weekOf(course, facts, 99 * day)).toMatchObject({ answers: 1, right: 1, learnt: 0 });
  expect(weekOf(course, [tried('passed', 95 * day)], 99 * day)).toMatchObject({ answers: 0, learnt: 1 });
});

property.prop([anyFacts, fc.integer({ min: 0, max: 60 })])(
  'its figures are those of a recount by hand',
  (facts, days) => {
    const now = days * day;
    const since = now - 7 * day;
    const lived = facts.filter(({ at }) => at <= now);
    const known = (before: readonly Fact[], at: number) =>
      recountProgress(before, at)
        .filter(({ isKnown, isDue }) => isKnown && !isDue)
        .map(({ line }) => line.split(' · ')[0] ?? '');
    const old = known(
      lived.filter(({ at }) => at <= since),
      since,
    );
    const answers = new Map<string, { readonly at: number; readonly correct: boolean }>();
    for (const fact of lived.toSorted((one, other) => one.at - other.at || (one.by < other.by ? -1 : 1))) {
      if (fact.kind !== 'answer' || answers.has(`${fact.quiz} ${fact.seed}`)) continue;
      answers.set(`${fact.quiz} ${fact.seed}`, fact);
    }
    const recent = [...answers.values()].filter(({ at }) => at > since);
    expect(weekOf(course, lived, now)).toEqual({
      answers: recent.length,
      right: recent.filter(({ correct }) => correct).length,
      learnt: known(lived, now).filter((term) => !old.includes(term)).length,
      due: recountProgress(lived, now).filter(({ isDue }) => isDue).length,
    });
  },
);
