import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { chunkId, conceptId, misconceptionId, quizId } from '#core/ids.ts';
import { carriedBy } from '#core/memory/held-beliefs.ts';
import { dueOf, masteryOf } from '#core/memory/mastery.ts';
import type { AnswerFact } from '#core/ports/evidence-store.ts';
import type { Chosen } from '#core/quiz/choose.ts';
import { chooseQuiz } from '#core/quiz/choose.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { Quiz } from '#core/quiz/quiz.ts';
import { answered, anyFacts } from '../../../support/facts.ts';
import { smallCourse, writtenQuiz } from '../../../support/library.ts';
import { realLibrary } from '../../../support/real-views.ts';

const course = smallCourse();
const anything = { concept: null, chunk: null };
const nothing = { read: [], facts: [], now: 1, seed: 0, python: null };
const day = 86_400_000;
const read = course.chunks.map(({ id }) => id);
const everyQuiz = (correct: boolean, at: number) =>
  course.quizzes.map(({ id, concept }, place) => answered(correct, at + place, { quiz: id, concept, given: [] }));

test('what was read about comes before what was not', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    expect(chooseQuiz(course, anything, { ...nothing, read: [chunkId('three')], seed })?.quiz.concept).toBe('await');
  }
});

test('what is due comes first, what is forgotten most before all', () => {
  const facts = [
    answered(true, 0, { quiz: quizId('meaning-of-await'), concept: conceptId('await') }),
    answered(true, 9 * day, { quiz: quizId('written') }),
  ];
  const chosen = chooseQuiz(course, anything, { ...nothing, read, facts, now: 20 * day });
  expect(chosen).toMatchObject({ why: 'due', quiz: { concept: 'await' } });
  const soon = chooseQuiz(course, anything, { ...nothing, read, facts: facts.slice(1), now: 9 * day + 1 });
  expect(soon).toMatchObject({ why: 'practice', quiz: { concept: 'await' } });
});

test('of a due concept, what was missed last comes first, then what was never asked', () => {
  const ofTask = { concept: conceptId('task'), chunk: null };
  const missed = answered(false, 0, { quiz: quizId('meaning-of-task'), given: [] });
  const facts = [missed, answered(true, 1, { quiz: quizId('written') })];
  const chosen = chooseQuiz(course, ofTask, { ...nothing, read, facts, now: 20 * day });
  expect(chosen).toMatchObject({ why: 'due', quiz: { id: 'meaning-of-task' } });
  const right = facts.map((fact) => ({ ...fact, correct: true }));
  expect(chooseQuiz(course, ofTask, { ...nothing, read, facts: right, now: 20 * day })?.quiz.id).toBe('term-for-task');
});

test('what was never asked comes before what was missed, and that before what was right', () => {
  const all = everyQuiz(true, 0);
  const now = all.length;
  const [first, ...others] = all;
  expect(first?.quiz).toBe('written');
  expect(chooseQuiz(course, anything, { ...nothing, read, facts: others, now })?.quiz.id).toBe('written');
  const missed = all.map((fact) => (fact.quiz === 'meaning-of-task' ? { ...fact, correct: false } : fact));
  expect(chooseQuiz(course, anything, { ...nothing, read, facts: missed, now })?.quiz.id).toBe('meaning-of-task');
});

test('of what was never asked, that comes first whose foundations are known', () => {
  const concepts = course.concepts.map((row) => (row.id === 'task' ? { ...row, requires: [conceptId('await')] } : row));
  for (let seed = 0; seed < 20; seed += 1) {
    expect(chooseQuiz({ ...course, concepts }, anything, { ...nothing, read, seed })?.quiz.concept).toBe('await');
  }
});

describe('a misconception that showed', () => {
  const inOtherWords: Quiz = { ...writtenQuiz, id: quizId('in-other-words') };
  const ofOtherType: Quiz = { ...writtenQuiz, id: quizId('of-other-type'), type: 'multiple' };
  const forms = { ...course, quizzes: [...course.quizzes, inOtherWords, ofOtherType] };
  const other = { quiz: quizId('meaning-of-await'), concept: conceptId('await') };
  const wrong = answered(false, 0, { given: ['2'], seed: 7 });
  const others = [1, 2, 3].map((at) => answered(true, at, other));

  test('waits for three other questions, then comes back in a question of another type', () => {
    const early = chooseQuiz(forms, anything, { ...nothing, read, facts: [wrong, ...others.slice(0, 2)], now: 4 });
    expect(early?.why).toBe('practice');
    const chosen = chooseQuiz(forms, anything, { ...nothing, read, facts: [wrong, ...others], now: 4 });
    expect(chosen).toMatchObject({ why: 'belief', quiz: { id: 'of-other-type' } });
  });

  test('comes back when its concept is due, too', () => {
    const chosen = chooseQuiz(forms, anything, { ...nothing, read, facts: [wrong], now: day });
    expect(chosen).toMatchObject({ why: 'belief', quiz: { id: 'of-other-type' } });
  });

  test('comes back in another variant of the same question where there is no other', () => {
    const [variant] = writtenQuiz.variants;
    if (variant === undefined) throw new Error('expected a variant');
    const twice = { ...writtenQuiz, variants: [variant, { ...variant, ask: { en: 'In other numbers?' } }] };
    const only = { ...course, quizzes: course.quizzes.map((quiz) => (quiz.id === 'written' ? twice : quiz)) };
    for (let seed = 0; seed < 20; seed += 1) {
      const chosen = chooseQuiz(only, anything, { ...nothing, read, facts: [wrong, ...others], now: 4, seed });
      if (chosen === null) throw new Error('expected a question');
      expect(chosen).toMatchObject({ why: 'belief', quiz: { id: 'written' } });
      expect(drawQuestion(chosen.quiz, chosen.seed).variant).not.toBe(drawQuestion(twice, 7).variant);
    }
  });

  test('comes back once more where it has no other form, drawn anew', () => {
    const chosen = chooseQuiz(course, anything, { ...nothing, read, facts: [wrong, ...others], now: 4 });
    expect(chosen).toMatchObject({ why: 'once-more', quiz: { id: 'written' } });
  });

  test('rests once a question that tempted with it was answered right', () => {
    const right = answered(true, 4, { quiz: ofOtherType.id });
    const chosen = chooseQuiz(forms, anything, { ...nothing, read, facts: [wrong, ...others, right], now: 5 });
    expect(chosen?.why).toBe('practice');
  });
});

test('of the real course, a belief that a question tempts with comes back in a question that tempts with it', () => {
  const [real] = realLibrary().courses;
  if (real === undefined) throw new Error('expected a course');
  const beliefs = new Set(real.misconceptions.map(({ id }) => id));
  let other = 0;
  for (const quiz of real.quizzes.filter((_, place) => place % 5 === 0)) {
    const question = drawQuestion(quiz, 7);
    if (question.drawn.kind !== 'pick') continue;
    const wrong = question.drawn.options.find(
      ({ misconception }) => misconception !== null && beliefs.has(misconception),
    );
    if (wrong?.misconception == null) continue;
    const facts = [answered(false, 0, { quiz: quiz.id, concept: quiz.concept, seed: 7, given: [wrong.id] })];
    const chosen = chooseQuiz(real, anything, { ...nothing, facts, now: 30 * day });
    // Where the question is the only one with its belief, something else is asked: never the same twice in a row.
    if (chosen?.why !== 'belief') continue;
    expect(chosen.quiz.id).not.toBe(quiz.id);
    expect(carriedBy(drawQuestion(chosen.quiz, chosen.seed))).toContain(misconceptionId(wrong.misconception));
    other += 1;
  }
  expect(other).toBeGreaterThan(30);
});

property.prop([fc.integer({ min: 0, max: 0xffff_ffff })])('a scope is kept', (seed) => {
  expect(chooseQuiz(course, { ...anything, concept: conceptId('task') }, { ...nothing, seed })?.quiz.concept).toBe(
    'task',
  );
  expect(chooseQuiz(course, { ...anything, chunk: 'three' }, { ...nothing, seed })?.quiz.chunk).toBe('three');
  expect(chooseQuiz(course, { ...anything, chunk: 'none' }, { ...nothing, seed })).toBeNull();
});

test('every quiz is asked sooner or later', () => {
  const seen = new Set(
    Array.from({ length: 200 }, (_, seed) => chooseQuiz(course, anything, { ...nothing, seed })?.quiz.id),
  );
  expect(seen.size).toBe(course.quizzes.length);
});

property.prop([anyFacts, fc.nat({ max: 60 }), fc.integer({ min: 0, max: 0xffff_ffff })])(
  'the question that was answered last is never asked next, whatever was before',
  (facts, days, seed) => {
    const answers = facts.filter((fact) => fact.kind === 'answer');
    const latest = Math.max(...answers.map(({ at }) => at));
    const lastOnes = answers.filter(({ at }) => at === latest).map(({ quiz }) => quiz);
    const chosen = chooseQuiz(course, anything, { ...nothing, read, facts, now: days * day, seed });
    expect(chosen).not.toBeNull();
    if (lastOnes.length === 1) expect(lastOnes).not.toContain(chosen?.quiz.id);
  },
);

property.prop([anyFacts, fc.nat({ max: 60 })])(
  'the same facts give the same question, in whatever order they come',
  (facts, days) => {
    const now = days * day;
    const chosen = chooseQuiz(course, anything, { ...nothing, read, facts, now });
    const again = chooseQuiz(course, anything, { ...nothing, read, facts: facts.toReversed(), now });
    expect(again).toEqual(chosen);
  },
);

property.prop([
  fc.array(fc.record({ correct: fc.boolean(), hours: fc.nat({ max: 200 }) }), { maxLength: 40 }),
  fc.nat(),
])(
  'through weeks of answers, nothing that can wait is asked while something is due, and nothing twice in a row',
  (answers, seed) => {
    const facts: AnswerFact[] = [];
    let now = 0;
    for (const [place, { correct, hours }] of answers.entries()) {
      now += 1000 + hours * 3_600_000;
      const chosen = chooseQuiz(course, anything, { ...nothing, read, facts, now, seed: seed + place });
      if (chosen === null) throw new Error('expected a question');
      const last = facts.at(-1)?.quiz;
      expect(chosen.quiz.id).not.toBe(last);
      const due = dueOf(masteryOf(course, facts, now)).map(({ concept }) => concept.id);
      const canBeAsked = course.quizzes.some(({ id, concept }) => id !== last && due.includes(concept));
      if (canBeAsked) expect(chosen.why).not.toBe('practice');
      if (chosen.why === 'due') expect(due).toContain(chosen.quiz.concept);
      facts.push(answerTo(chosen, correct, now));
    }
  },
);

function answerTo({ quiz, seed }: Chosen, correct: boolean, at: number): AnswerFact {
  const { drawn } = drawQuestion(quiz, seed);
  const options = drawn.kind === 'pick' ? drawn.options.filter(({ right }) => right === correct) : [];
  const given = options.slice(0, 1).map(({ id }) => id);
  return answered(correct, at, { quiz: quiz.id, concept: quiz.concept, seed, given });
}

test('where nothing else is there to ask, the same question comes again', () => {
  const alone = { ...course, quizzes: course.quizzes.slice(0, 1) };
  const facts = [answered(false, 0)];
  expect(chooseQuiz(alone, anything, { ...nothing, facts })?.quiz.id).toBe('written');
});

test('what the Python of the bot is too old for is not asked', () => {
  const newer = { ...course, quizzes: course.quizzes.map((quiz) => ({ ...quiz, since: { major: 3, minor: 13 } })) };
  expect(chooseQuiz(newer, anything, { ...nothing, python: { major: 3, minor: 11 } })).toBeNull();
  expect(chooseQuiz(newer, anything, { ...nothing, python: { major: 3, minor: 13 } })).not.toBeNull();
  expect(chooseQuiz(newer, anything, nothing)).not.toBeNull();
});
