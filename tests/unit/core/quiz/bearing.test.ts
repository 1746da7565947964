import { describe, expect, test } from 'vitest';
import { misconceptionId } from '#core/ids.ts';
import { bearingOf } from '#core/quiz/bearing.ts';
import type { Question } from '#core/quiz/question.ts';
import { drawQuestion, gradeQuestion } from '#core/quiz/question.ts';
import type { Answer, OrderAnswer, PickAnswer } from '#core/quiz/quiz.ts';
import { writtenQuiz } from '../../../support/library.ts';
import { realLibrary } from '../../../support/real-views.ts';

const option = (id: string, right: boolean, misconception: string | null) => ({
  id,
  label: { en: id },
  right,
  because: { en: id },
  misconception: misconception === null ? null : misconceptionId(misconception),
});

const ask = (answer: Answer, type: 'multiple' | 'order' = 'multiple'): Question =>
  drawQuestion({ ...writtenQuiz, type, variants: [{ ask: { en: '?' }, code: '# lines', answer }] }, 7);

describe('an answer by picking', () => {
  const answer: PickAnswer = {
    kind: 'pick',
    order: 'fixed',
    options: [option('a', true, null), option('b', false, 'one'), option('c', false, 'two'), option('d', false, null)],
  };
  const question = ask(answer);

  test('that is right speaks against each belief that it was tempted with', () => {
    expect(bearingOf(question, ['a'], true)).toEqual({ held: [], refuted: ['one', 'two'] });
  });

  test('that is wrong speaks for the beliefs that were picked, and of no other', () => {
    expect(bearingOf(question, ['a', 'b'], false)).toEqual({ held: ['one'], refuted: [] });
    expect(bearingOf(question, ['b', 'c', 'd'], false)).toEqual({ held: ['one', 'two'], refuted: [] });
    expect(bearingOf(question, ['d'], false)).toEqual({ held: [], refuted: [] });
  });
});

test('what was not drawn says nothing', () => {
  const options = ['1', '2', '3', '4', '5', '6'].map((id) =>
    option(id, id === '1', id === '1' ? null : `belief-${id}`),
  );
  const question = ask({ kind: 'pick', order: 'shuffled', options });
  const shown = question.drawn.kind === 'pick' ? question.drawn.options : [];
  const tempting = shown.flatMap(({ misconception }) => (misconception === null ? [] : [misconception]));
  expect(tempting).toHaveLength(3);
  expect(bearingOf(question, ['1'], true).refuted).toEqual(tempting);
});

test('an order speaks for the belief behind it, or against all that lead to a wrong one', () => {
  const answer: OrderAnswer = {
    kind: 'order',
    lines: ['a', 'b', 'c'].map((id) => ({ id, code: id })),
    accepted: ['a b c'],
    mistakes: [
      { before: ['b', 'a'], because: { en: '' }, misconception: misconceptionId('one') },
      { before: ['c', 'b'], because: { en: '' }, misconception: misconceptionId('two') },
    ],
  };
  const question = ask(answer, 'order');
  expect(bearingOf(question, ['a', 'b', 'c'], true).refuted).toEqual(['one', 'two']);
  expect(bearingOf(question, ['b', 'a', 'c'], false)).toEqual({ held: ['one'], refuted: [] });
  expect(bearingOf(question, ['a', 'c', 'b'], false)).toEqual({ held: ['two'], refuted: [] });
});

test('of the real questions every wrong option that has a belief behind it shows it when picked', () => {
  const [course] = realLibrary().courses;
  let seen = 0;
  for (const quiz of course?.quizzes ?? []) {
    const question = drawQuestion(quiz, 11);
    const { drawn } = question;
    if (drawn.kind !== 'pick') continue;
    for (const [place, one] of drawn.options.entries()) {
      const verdict = gradeQuestion(question, [place]);
      const given = verdict?.given.map(({ id }) => id) ?? [];
      const { held, refuted } = bearingOf(question, given, verdict?.correct ?? false);
      expect(held).toEqual(one.right || one.misconception === null ? [] : [one.misconception]);
      expect(held.some((id) => refuted.includes(id))).toBe(false);
      seen += held.length;
    }
  }
  expect(seen).toBeGreaterThan(100);
});
