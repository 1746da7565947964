import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { masteryLanes } from '#core/memory/mastery-lanes.ts';
import { describeMastery, masteryModel } from '#core/memory/mastery-model.ts';
import { masteryOf } from '#core/memory/mastery.ts';
import { columnsOf } from '#core/width.ts';
import { answered, anyFacts } from '../../../support/facts.ts';
import { smallCourse } from '../../../support/library.ts';
import { masteryModels } from '../../../support/mastery-models.ts';
import { realLibrary } from '../../../support/real-views.ts';
import { speak } from '../../../support/speak.ts';

const course = smallCourse();
const day = 86_400_000;
const reader = { say: speak('en'), language: 'en' } as const;

test('before the first answer there is no picture', () => {
  expect(masteryModel(masteryOf(course, [], 0), { ...reader, now: 0 })).toBeNull();
});

property.prop([anyFacts, fc.nat({ max: 60 })])('the picture holds what the memories say', (facts, days) => {
  const now = days * day;
  const all = masteryOf(course, facts, now);
  const model = masteryModel(all, { ...reader, now });
  const asked = all.flatMap((one) => (one.state === 'unasked' ? [] : [one]));
  expect(model?.rows.length ?? 0).toBe(asked.length);
  for (const { concept, state, memory, isDue } of asked) {
    const row = model?.rows.find(({ label }) => label === concept.term.en);
    expect(row?.look).toBe(isDue ? 'due' : state);
    const left = Math.max(0, memory.dueAt - now) / day;
    expect(row?.to).toBeCloseTo(Math.min(1, Math.log(1 + left) / Math.log(366)), 6);
  }
  const looks = model?.rows.map(({ look }) => ['due', 'learning', 'known'].indexOf(look)) ?? [];
  expect(looks).toEqual(looks.toSorted((one, other) => one - other));
});

describe('in words', () => {
  test('the same facts are told, what is due first', () => {
    const facts = [
      answered(true, 0),
      answered(true, 50 * day, { concept: course.concepts[1]?.id ?? answered(true, 0).concept }),
    ];
    const now = 50 * day + 1;
    const model = masteryModel(masteryOf(course, facts, now), { ...reader, now });
    expect(model && describeMastery(model, reader.say)).toBe(
      'You know 0 of 3 concepts\ndue now: Task\nlearning: await (in 2 days)',
    );
  });

  test.each(['en', 'zh'] as const)('a whole course fits, in %s', (language) => {
    const [real] = realLibrary().courses;
    if (real === undefined) throw new Error('expected a course');
    const facts = real.concepts.map(({ id: concept }, place) => answered(true, place, { concept }));
    const say = speak(language);
    const model = masteryModel(masteryOf(real, facts, day), { say, language, now: day });
    const words = model === null ? '' : describeMastery(model, say);
    expect(words.length).toBeLessThanOrEqual(1000);
    expect(words).not.toContain('…');
    for (const { label } of model?.rows ?? []) expect(words).toContain(label);
  });
});

describe('in characters', () => {
  test('each concept is a lane', () => {
    const facts = [
      answered(true, 0),
      answered(true, 1),
      answered(true, 10 * day, { concept: course.concepts[1]?.id ?? answered(true, 0).concept }),
    ];
    const now = 10 * day + 1;
    const model = masteryModel(masteryOf(course, facts, now), { ...reader, now });
    expect(model && masteryLanes(model, 40)).toEqual([
      'You know 0 of 3 concepts',
      '',
      'asked again now   a week',
      'Task        !                  due now',
      'await       ▒▒▒▒               in 2 days',
      '',
      '! due now   ▒ learning',
    ]);
  });

  property.prop([masteryModels, fc.integer({ min: 36, max: 200 })])(
    'no line is wider than the page',
    (model, columns) => {
      for (const line of masteryLanes(model, columns)) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
      expect(masteryLanes(model, columns).length).toBeGreaterThanOrEqual(model.rows.length + 5);
    },
  );
});
