import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { conceptId, misconceptionId, quizId } from '#core/ids.ts';
import { beliefsOf, carriedBy, heldBeliefs } from '#core/memory/held-beliefs.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import { answered, anyFacts } from '../../../support/facts.ts';
import { smallCourse, writtenQuiz } from '../../../support/library.ts';

const course = smallCourse();
const myth = misconceptionId('myth');
const other = { quiz: quizId('meaning-of-await'), concept: conceptId('await') };

test('a wrong answer shows the belief behind the option that was chosen', () => {
  const facts = [answered(false, 1, { given: ['2'], seed: 7 }), answered(false, 2, other), answered(true, 3, other)];
  expect(heldBeliefs(course, facts)).toEqual([
    { misconception: myth, question: drawQuestion(writtenQuiz, 7), answersSince: 2 },
  ]);
});

test('a right answer to a question that tempted with it ends the belief, another one does not', () => {
  const wrong = answered(false, 1, { given: ['2'] });
  expect(heldBeliefs(course, [wrong, answered(true, 2, other)])).toHaveLength(1);
  expect(heldBeliefs(course, [wrong, answered(true, 2)])).toEqual([]);
  expect(heldBeliefs(course, [wrong, answered(true, 2), answered(false, 3, { given: ['3'] })])).toHaveLength(1);
});

test('what only looks wrong shows no belief: a right answer, an option without one, a question that is gone', () => {
  expect(heldBeliefs(course, [answered(true, 1)])).toEqual([]);
  expect(heldBeliefs(course, [answered(false, 1, other)])).toEqual([]);
  expect(heldBeliefs(course, [answered(false, 1, { given: ['2'], quiz: quizId('gone') })])).toEqual([]);
});

property.prop([anyFacts])('a belief is held when its last showing is later than its last refutation', (facts) => {
  const inTime = facts
    .filter((fact) => fact.kind === 'answer')
    .filter(({ quiz }) => quiz === writtenQuiz.id)
    .toSorted((one, two) => one.at - two.at || (`${one.by} ${one.seed}` < `${two.by} ${two.seed}` ? -1 : 1));
  const shows = inTime.findLastIndex(({ correct, given }) => !correct && given.some((id) => id === '2' || id === '3'));
  const refutes = inTime.findLastIndex(({ correct }) => correct);
  expect(heldBeliefs(course, facts).map(({ misconception }) => misconception)).toEqual(shows > refutes ? ['myth'] : []);
});

property.prop([fc.nat()])('what a drawing tempts with is what its quiz may tempt with', (seed) => {
  for (const quiz of course.quizzes) {
    const carried = carriedBy(drawQuestion(quiz, seed));
    expect(carried.every((id) => beliefsOf(quiz).includes(id))).toBe(true);
  }
  expect(carriedBy(drawQuestion(writtenQuiz, seed))).toContain(myth);
});
