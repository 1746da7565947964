import { test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { evidenceOf } from '#core/memory/evidence-of.ts';
import { reviewLog, reviewsOf } from '#core/memory/review-log.ts';
import { answered, anyFacts, lapsed, tried } from '../../../support/facts.ts';
import type { ByHand, GradeName } from '../../../support/fsrs-by-hand.ts';
import { gradeByHand } from '../../../support/fsrs-by-hand.ts';
import { smallCourse } from '../../../support/library.ts';

const course = smallCourse();
const day = 86_400_000;

test('a line for each grade, as FSRS tools read it', () => {
  const facts = [
    answered(true, 1_000),
    answered(false, 2_000),
    answered(true, day + 3_000),
    lapsed(day + 4_000),
    tried('passed', 9 * day, { hints: 1 }),
  ];
  expect(reviewLog(reviewsOf(course, facts))).toBe(
    [
      'card_id,review_time,review_rating,review_state,review_duration',
      'task,1000,3,0,0',
      'task,2000,1,1,0',
      `task,${day + 3_000},3,2,0`,
      `task,${day + 4_000},1,3,0`,
      `task,${9 * day},2,2,0`,
      '',
    ].join('\n'),
  );
});

test('without reviews only the header is left', () => {
  expect(reviewLog([])).toBe('card_id,review_time,review_rating,review_state,review_duration\n');
});

interface ReadCard {
  readonly memory: ByHand;
  readonly at: number;
  readonly reps: number;
}

/** One more line of the file, as a tool reads it that knows nothing but the file. */
function withLine(line: string, before: ReadCard | undefined): ReadCard {
  const [, time, rating, state, duration] = line.split(',');
  const at = Number(time);
  const days = before === undefined ? 0 : (at - before.at) / day;
  const grade = (['again', 'hard', 'good', 'easy'] as const satisfies readonly GradeName[])[Number(rating) - 1];
  if (grade === undefined) throw new Error(`expected a rating from 1 to 4, got ${rating}`);
  expect(state === '0').toBe(before === undefined);
  expect(state === '2').toBe(days >= 0.5);
  expect(duration).toBe('0');
  const memory = gradeByHand(before?.memory ?? null, grade, days < 0.5 ? 0 : days);
  return { memory, at, reps: (before?.reps ?? 0) + 1 };
}

property.prop([anyFacts])('what a tool reckons from the file is what we know', (facts) => {
  const [, ...lines] = reviewLog(reviewsOf(course, facts)).trimEnd().split('\n');
  const read = new Map<string, ReadCard>();
  for (const line of lines) {
    const card = line.split(',')[0] ?? '';
    read.set(card, withLine(line, read.get(card)));
  }
  const times = lines.map((line) => Number(line.split(',')[1]));
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  const known = evidenceOf(course, facts);
  expect(new Set(read.keys())).toEqual(new Set(known.keys()));
  for (const [concept, { stability, lastAt, reps }] of known) {
    const mine = read.get(concept);
    expect(mine).toMatchObject({ at: lastAt, reps });
    expect(Math.abs(stability / (mine?.memory.stability ?? 0) - 1)).toBeLessThan(1e-4);
  }
});
