import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { conceptId, exerciseId } from '#core/ids.ts';
import type { Mastery } from '#core/memory/mastery.ts';
import { countLacking, dueOf, isRemembered, masteryOf } from '#core/memory/mastery.ts';
import { objectiveStandings } from '#core/memory/objectives.ts';
import { retrievability } from '#core/memory/recall.ts';
import type { Fact } from '#core/ports/evidence-store.ts';
import { answered, anyFacts, tried } from '../../../support/facts.ts';
import { smallCourse } from '../../../support/library.ts';

const course = smallCourse();
const day = 86_400_000;
const [task, waiting] = [conceptId('task'), conceptId('await')];
const stateOf = (facts: readonly Fact[], now: number) =>
  masteryOf(course, facts, now).find(({ concept }) => concept.id === task)?.state;

describe('how a learner stands with a concept', () => {
  test('without evidence it was not asked', () => {
    expect(masteryOf(course, [], 0).map(({ state }) => state)).toEqual(['unasked', 'unasked', 'unasked']);
  });

  test('one right answer may be a guess, two are known', () => {
    expect(stateOf([answered(true, 0)], 1)).toBe('learning');
    expect(stateOf([answered(true, 0), answered(true, 1)], 2)).toBe('known');
  });

  test('a program that passes is enough, one that passes after hints is not', () => {
    expect(stateOf([tried('passed', 0)], 1)).toBe('known');
    expect(stateOf([tried('passed', 0, { hints: 1 })], 1)).toBe('learning');
  });

  test('a miss takes it back to learning', () => {
    expect(stateOf([answered(true, 0), answered(true, 1), answered(false, 2)], 3)).toBe('learning');
  });

  test('what is known fades from the moment on when it is due', () => {
    const facts = [answered(true, 0), answered(true, 1)];
    const [first] = masteryOf(course, facts, 2);
    const dueAt = first !== undefined && isRemembered(first) ? first.memory.dueAt : 0;
    expect(dueAt).toBeGreaterThan(day);
    expect(stateOf(facts, dueAt - 1)).toBe('known');
    expect(stateOf(facts, dueAt)).toBe('fading');
  });

  property.prop([anyFacts, fc.nat({ max: 100 })])(
    'what is due is what nine of ten no longer remember',
    (facts, days) => {
      for (const one of masteryOf(course, facts, days * day).filter(isRemembered)) {
        const now = retrievability(one.memory, days * day - one.memory.lastAt);
        expect(one.retrievability).toBe(now);
        if (Math.abs(now - 0.9) > 1e-6) expect(one.isDue).toBe(now < 0.9);
        expect(one.state === 'fading').toBe(one.isDue && one.memory.firmness >= 2);
      }
    },
  );
});

describe('what is due', () => {
  const due = (all: readonly Mastery[]) => dueOf(all).map(({ concept }) => concept.id);

  test('comes forgotten most first', () => {
    const facts = [
      answered(true, 0),
      answered(true, 5 * day, { concept: waiting }),
      answered(true, 5 * day + 1, { concept: waiting }),
    ];
    expect(due(masteryOf(course, facts, 60 * day))).toEqual(['task', 'await']);
    expect(due(masteryOf(course, facts, 1))).toEqual([]);
  });

  test('comes after what it builds on', () => {
    const concepts = course.concepts.map((row) => (row.id === task ? { ...row, requires: [waiting] } : row));
    const facts = [answered(true, 0), answered(true, 5 * day, { concept: waiting })];
    expect(due(masteryOf({ ...course, concepts }, facts, 60 * day))).toEqual(['await', 'task']);
  });

  test('counts what a concept builds on and is not known', () => {
    const [row] = course.concepts;
    if (row === undefined) throw new Error('expected a concept');
    const all = masteryOf(course, [answered(true, 0), answered(true, 1)], 2);
    expect(countLacking({ ...row, requires: [task, waiting] }, all)).toBe(1);
  });
});

describe('an objective', () => {
  const [, lesson] = course.lessons;
  if (lesson?.kind !== 'here') throw new Error('expected a lesson');
  const objective = { text: { en: 'do' }, concepts: [task, waiting], exercises: [exerciseId('double')] };
  const wanting = { ...course, lessons: [{ ...lesson, objectives: [objective] }] };
  const known = [task, waiting].flatMap((concept) => [answered(true, 0, { concept }), answered(true, 1, { concept })]);
  const standing = (facts: readonly Fact[], now: number) =>
    objectiveStandings(wanting, masteryOf(wanting, facts, now))[0];

  test('is open until all its concepts are known and its exercises passed', () => {
    expect(standing(known, 2)).toMatchObject({
      kind: 'open',
      concepts: { known: 2, of: 2 },
      exercises: { passed: 0, of: 1 },
    });
    expect(standing([tried('passed', 1)], 2)).toMatchObject({ kind: 'open', concepts: { known: 1, of: 2 } });
    expect(standing([...known, tried('passed', 2)], 3)).toMatchObject({ kind: 'met', exercises: { passed: 1, of: 1 } });
  });

  test('stays met with something to refresh while its concepts fade, and opens again by a miss', () => {
    const facts = [...known, tried('passed', 2)];
    expect(standing(facts, 30 * day)).toMatchObject({ kind: 'fading', concepts: { known: 0, fading: 2, of: 2 } });
    expect(standing([...facts, answered(false, 30 * day)], 30 * day + 1)?.kind).toBe('open');
  });

  property.prop([anyFacts, fc.nat({ max: 100 })])('is counted as a naive recount counts it', (facts, days) => {
    const mastery = masteryOf(wanting, facts, days * day);
    const states = mastery.filter(({ concept }) => objective.concepts.includes(concept.id)).map(({ state }) => state);
    const passed = facts.some(
      (fact) => fact.kind === 'attempt' && fact.exercise === 'double' && fact.verdict === 'passed',
    );
    const isMet = passed && states.every((state) => state === 'known');
    expect(standing(facts, days * day)?.kind === 'met').toBe(isMet);
    expect(standing(facts, days * day)?.exercises.passed).toBe(passed ? 1 : 0);
  });
});
