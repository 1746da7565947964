import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { conceptId, learnerId } from '#core/ids.ts';
import { evidenceOf } from '#core/memory/evidence-of.ts';
import { gradeFacts, worth } from '#core/memory/grade-facts.ts';
import { inOrder } from '#core/memory/in-order.ts';
import type { Recall } from '#core/memory/recall.ts';
import { afterGrade, holdsFor } from '#core/memory/recall.ts';
import type { Fact } from '#core/ports/evidence-store.ts';
import { answered, anyFacts, lapsed, tried } from '../../../support/facts.ts';
import type { ByHand } from '../../../support/fsrs-by-hand.ts';
import { gradeByHand } from '../../../support/fsrs-by-hand.ts';
import { smallCourse } from '../../../support/library.ts';

const course = smallCourse();
const task = conceptId('task');
const day = 86_400_000;
const gradesOf = (facts: readonly Fact[]) => gradeFacts(course, facts).map(({ grade }) => grade);

describe('what a fact is worth', () => {
  test('is this table', () => {
    expect(worth).toEqual({
      answer: { right: 'good', wrong: 'again' },
      exercise: { passedAtOnce: 'easy', passed: 'good', passedAfterHints: 'hard', failed: 'again' },
      lapse: 'again',
    });
  });

  test('a right answer is good, a wrong one is again, and so is a mistake that a review found', () => {
    expect(gradesOf([answered(true, 1), answered(false, 2), lapsed(3)])).toEqual(['good', 'again', 'again']);
  });

  test('the first program that passes without hints is easy, a later one good', () => {
    expect(gradesOf([tried('passed', 1)])).toEqual(['easy']);
    expect(gradesOf([tried('failed', 1), tried('passed', 2)])).toEqual(['again', 'good']);
  });

  test('a pass after hints is hard', () => {
    expect(gradesOf([tried('passed', 1, { hints: 1 })])).toEqual(['hard']);
    expect(gradesOf([tried('failed', 1), tried('passed', 2, { hints: 3 })])).toEqual(['again', 'hard']);
  });

  test('the same program again says nothing, unless it ends otherwise', () => {
    expect(gradesOf([tried('failed', 1, { codeHash: 'a' }), tried('failed', 2, { codeHash: 'a' })])).toEqual(['again']);
    expect(gradesOf([tried('stopped', 1, { codeHash: 'a' }), tried('passed', 2, { codeHash: 'a' })])).toEqual(['easy']);
  });

  test('a program that never came to its end says nothing, but makes the next no first try', () => {
    expect(gradesOf([tried('error', 1), tried('stopped', 2), tried('passed', 3)])).toEqual(['good']);
  });

  test('behind a pass, failing is play', () => {
    expect(gradesOf([tried('passed', 1), tried('failed', 2), tried('passed', 3)])).toEqual(['easy', 'good']);
  });

  test('what a course has no more says nothing', () => {
    expect(gradeFacts({ ...course, exercises: [] }, [tried('failed', 1)])).toEqual([]);
  });
});

describe('the memory of a concept', () => {
  test('is that of the published formulas, step by step', () => {
    const facts = [
      answered(true, 0),
      answered(true, 3_600_000),
      answered(false, 3 * day),
      tried('passed', 3 * day + 60_000, { hints: 1 }),
      answered(true, 20 * day),
      lapsed(30 * day),
    ];
    const steps = [
      ['good', 0],
      ['good', 0],
      ['again', 3 - 1 / 24],
      ['hard', 0],
      ['good', 17 - 60_000 / day],
      ['again', 10],
    ] as const;
    const byHand = steps.reduce<ByHand | null>((before, [grade, days]) => gradeByHand(before, grade, days), null);
    const memory = evidenceOf(course, facts).get(task);
    expect(memory?.stability).toBeCloseTo(byHand?.stability ?? 0, 4);
    expect(memory?.difficulty).toBeCloseTo(byHand?.difficulty ?? 0, 4);
    expect(memory).toMatchObject({ reps: 6, lapses: 2, firmness: 0, lastAt: 30 * day, failedTries: 0, found: 1 });
    expect(memory?.answers).toEqual({ times: 4, right: 3 });
    expect(memory?.passed.size).toBe(1);
    expect(memory?.dueAt).toBe(30 * day + Math.round((memory?.stability ?? 0) * day));
  });

  test('a concept missed before it was ever right has no lapse, and one missed again has', () => {
    expect(evidenceOf(course, [answered(false, 1), answered(false, 2)]).get(task)?.lapses).toBe(0);
    const facts = [answered(true, 1), answered(false, 2), answered(false, 3)];
    expect(evidenceOf(course, facts).get(task)?.lapses).toBe(2);
  });

  test('a program that passes counts as two answers, and a miss takes all away', () => {
    const firmness = (facts: readonly Fact[]) => evidenceOf(course, facts).get(task)?.firmness;
    expect(firmness([answered(true, 1)])).toBe(1);
    expect(firmness([answered(true, 1), answered(true, 2)])).toBe(2);
    expect(firmness([tried('passed', 1)])).toBe(2);
    expect(firmness([tried('passed', 1, { hints: 1 })])).toBe(1);
    expect(firmness([tried('passed', 1), lapsed(2)])).toBe(0);
  });
});

describe('whatever happened', () => {
  property.prop([anyFacts])('a memory is what one grade after another makes of it', (facts) => {
    const recalls = new Map<string, { recall: Recall; at: number }>();
    for (const { concept, grade, fact } of gradeFacts(course, facts)) {
      const before = recalls.get(concept);
      const recall = afterGrade(before?.recall ?? null, grade, fact.at - (before?.at ?? fact.at));
      recalls.set(concept, { recall, at: fact.at });
    }
    const all = evidenceOf(course, facts);
    expect([...all.keys()].toSorted()).toEqual([...recalls.keys()].toSorted());
    for (const [concept, memory] of all) {
      const { recall, at } = recalls.get(concept) ?? {};
      expect(memory).toMatchObject({ ...recall, lastAt: at, dueAt: (at ?? 0) + holdsFor(memory) });
      const ofIt = gradeFacts(course, facts).filter((one) => one.concept === concept);
      expect(memory.reps).toBe(ofIt.length);
      expect(memory.answers.times).toBe(ofIt.filter(({ fact }) => fact.kind === 'answer').length);
    }
  });

  property.prop([anyFacts])('facts that are in order already stay as they are', (facts) => {
    const once = inOrder(facts);
    expect(inOrder(once)).toEqual(once);
    expect(inOrder([...once, ...once])).toEqual(once);
    expect(once.every(({ at }, place) => (once[place - 1]?.at ?? at) <= at)).toBe(true);
  });

  property.prop([anyFacts, fc.infiniteStream(fc.nat())])(
    'the order in which facts are given is all one',
    (facts, keys) => {
      const shuffled = facts
        .map((fact) => ({ fact, key: keys.next().value ?? 0 }))
        .toSorted((one, other) => one.key - other.key)
        .map(({ fact }) => fact);
      expect(evidenceOf(course, shuffled)).toEqual(evidenceOf(course, facts));
    },
  );

  property.prop([anyFacts, fc.array(fc.nat())])('facts given twice change nothing', (facts, places) => {
    const doubles = places.flatMap((place) => facts.slice(place % 40, (place % 40) + 1));
    expect(evidenceOf(course, [...facts, ...doubles])).toEqual(evidenceOf(course, facts));
  });

  property.prop([anyFacts])('two accounts together are what one would be that did all of it', (facts) => {
    const [discord, slack] = ['discord:1', 'slack:T/2'].map(learnerId);
    const of = (account: string | undefined) => facts.filter((fact) => fact.by === account);
    expect(evidenceOf(course, [...of(slack), ...of(discord)])).toEqual(evidenceOf(course, facts));
    expect(of(slack).length + of(discord).length).toBe(facts.length);
  });

  property.prop([anyFacts])('a question that two accounts answered counts once, by the first answer', (facts) => {
    expect(evidenceOf(course, facts)).toEqual(evidenceOf(course, withoutLaterAnswers(facts)));
  });

  test('of two linked accounts that answered the same, the earlier answer is the one that is known', () => {
    const [discord, slack] = [learnerId('discord:1'), learnerId('slack:T/2')];
    const facts = [answered(true, 2 * day, { by: discord, seed: 5 }), answered(false, day, { by: slack, seed: 5 })];
    expect(evidenceOf(course, facts).get(task)).toMatchObject({
      reps: 1,
      lastAt: day,
      answers: { times: 1, right: 0 },
    });
  });

  property.prop([anyFacts])('each concept has the counts that a naive recount finds', (facts) => {
    for (const [concept, memory] of evidenceOf(course, facts)) {
      const answers = withoutLaterAnswers(facts).filter((fact) => fact.kind === 'answer' && fact.concept === concept);
      const right = answers.filter((fact) => fact.kind === 'answer' && fact.correct);
      const found = facts.filter((fact) => fact.kind === 'lapse' && fact.concept === concept);
      expect(memory.answers).toEqual({ times: answers.length, right: right.length });
      expect(memory.found).toBe(found.length);
      const exercises = course.exercises.filter((one) => one.concept === concept).map(({ id }) => id);
      const passed = exercises.filter((id) =>
        facts.some((fact) => fact.kind === 'attempt' && fact.exercise === id && fact.verdict === 'passed'),
      );
      expect([...memory.passed].toSorted()).toEqual(passed.toSorted());
      expect(memory.reps).toBeLessThanOrEqual(facts.length);
      expect(memory.dueAt).toBeGreaterThan(memory.lastAt);
    }
  });
});

/** Two answers to a question as it was asked may only be those of two accounts. */
function withoutLaterAnswers(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter(
    (fact) =>
      fact.kind !== 'answer' ||
      !facts.some(
        (one) =>
          one.kind === 'answer' &&
          one.quiz === fact.quiz &&
          one.seed === fact.seed &&
          (one.at < fact.at || (one.at === fact.at && one.by < fact.by)),
      ),
  );
}
