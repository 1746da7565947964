import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { quizId } from '#core/ids.ts';
import { drawQuestion, gradeQuestion } from '#core/quiz/question.ts';
import type { PickAnswer, Quiz, QuizOption, QuizVariant } from '#core/quiz/quiz.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

function picking(rights: readonly boolean[], order: PickAnswer['order']): QuizVariant {
  const options = rights.map((right, index) => ({
    id: String(index),
    label: { en: `option ${index}` },
    right,
    because: { en: 'because' },
    misconception: null,
  }));
  return { ask: { en: 'Which?' }, code: null, answer: { kind: 'pick', order, options } };
}

/** All options of a quiz that has one variant. */
function allOf({ variants: [variant] }: Quiz): readonly QuizOption[] {
  return variant?.answer.kind === 'pick' ? variant.answer.options : [];
}

const quizzes = fc
  .array(fc.boolean(), { minLength: 2, maxLength: 12 })
  .filter((rights) => rights.includes(true) && rights.includes(false))
  .map((rights): Quiz => ({
    ...writtenQuiz,
    id: quizId('any'),
    variants: [picking(rights, 'shuffled')],
  }));
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

property.prop([quizzes, seeds])(
  'a question shows every right option and at most three wrong ones, each once',
  (quiz, seed) => {
    const options = optionsOf(drawQuestion(quiz, seed));
    expect(new Set(options).size).toBe(options.length);
    expect(options.filter(({ right }) => right)).toHaveLength(allOf(quiz).filter(({ right }) => right).length);
    const wrong = allOf(quiz).filter(({ right }) => !right).length;
    expect(options.filter(({ right }) => !right)).toHaveLength(Math.min(3, wrong));
  },
);

property.prop([quizzes, seeds])('the same seed asks the same question', (quiz, seed) => {
  expect(drawQuestion(quiz, seed)).toEqual(drawQuestion(quiz, seed));
});

property.prop([quizzes, seeds, fc.array(fc.nat({ max: 12 }))])(
  'only the whole set of right options is right',
  (quiz, seed, picks) => {
    const question = drawQuestion(quiz, seed);
    const graded = gradeQuestion(question, picks);
    if (picks.some((pick) => pick >= optionsOf(question).length)) expect(graded).toBeNull();
    else {
      const picked = new Set(picks.map((pick) => optionsOf(question)[pick]?.id));
      const right = new Set(
        optionsOf(question)
          .filter((option) => option.right)
          .map(({ id }) => id),
      );
      expect(graded?.correct).toBe(picked.size === right.size && [...picked].every((id) => right.has(id ?? '')));
    }
  },
);

property.prop([quizzes, seeds])('options of a fixed order keep it', (quiz, seed) => {
  const variants = [
    picking(
      allOf(quiz).map(({ right }) => right),
      'fixed',
    ),
  ];
  const options = optionsOf(drawQuestion({ ...quiz, variants }, seed));
  expect(options.map(({ id }) => Number(id))).toEqual(options.map(({ id }) => Number(id)).toSorted((a, b) => a - b));
});

test('over many seeds the right option stands in every place about equally often', () => {
  const places = [0, 0, 0];
  for (let seed = 0; seed < 3000; seed += 1) {
    const place = optionsOf(drawQuestion(writtenQuiz, seed * 2_654_435)).findIndex(({ right }) => right);
    places[place] = (places[place] ?? 0) + 1;
  }
  for (const count of places) expect(count).toBeGreaterThan(850);
});
