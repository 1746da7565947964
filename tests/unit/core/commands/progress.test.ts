import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import type { Fact } from '#core/ports/evidence-store.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { Block, View } from '#core/view.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { anyFacts } from '../../../support/facts.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { recountProgress } from '../../../support/recount-progress.ts';

const day = 86_400_000;
const linesOf = (view: View): readonly string[] =>
  view.blocks
    .filter((block) => block.kind === 'list')
    .flatMap(({ items }) => items.map((spans) => spans.map(({ text }) => text).join('')));
const pictureOf = (view: View) =>
  view.blocks.find((block): block is Extract<Block, { kind: 'picture' }> => block.kind === 'picture');

test('a newcomer is told where to begin', async () => {
  const { last } = testApp();
  const view = await last('progress');
  expect(wordsOf(view)).toContain('progress.none');
  expect(choiceFor(view, 'lesson').label).toBe('button.begin');
});

test('it tells what was read, what is remembered, and counts what was never asked in one line', async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  await last('next');
  const right = optionsOf(drawQuestion(writtenQuiz, 7)).findIndex((option) => option.right);
  await last('answer', { course: 'async', quiz: 'written', seed: '7', picks: String(right) });
  const view = await last('progress');
  expect(view.blocks).toContainEqual({ kind: 'progress', label: 'progress.chunks', done: 1, of: 3 });
  expect(linesOf(view)).toEqual([
    'memory.open {"objective":"know","known":0,"of":1}',
    'Task · progress.right-of {"right":1,"times":1} · memory.learning {"when":"memory.in-days {\\"count\\":2}"}',
    'memory.unasked {"count":2}',
  ]);
  expect(wordsOf(view)).toContain('memory.next-due');
  expect(pictureOf(view)?.words).toContain('Task');
  expect(wordsOf(view)).toContain('2 · Chunk two');
});

test('what is due is said first, and the way to be asked is the first button then', async () => {
  const { last, pass } = testApp();
  await last('answer', { course: 'async', quiz: 'written', seed: '7', picks: '0' });
  expect(choicesOf(await last('progress'))[0]?.command).toBe('lesson');
  pass(40 * day);
  const view = await last('progress');
  expect(wordsOf({ ...view, blocks: view.blocks.slice(0, 1) })).toContain(
    JSON.stringify('memory.due-now {"count":1,"terms":"Task"}').slice(1, -1),
  );
  expect(choicesOf(view)[0]).toMatchObject({ command: 'quiz', weight: 'primary' });
});

test("one learner's progress is not another's", async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  expect(wordsOf(await last('progress', {}, { learner: learnerId('test:bob') }))).toContain('progress.none');
});

describe('every figure that is shown', () => {
  test('is what a recount of the raw facts finds', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, fc.nat({ max: 60 }), async (facts, days) => {
        const learner = learnerId('test:recounted');
        const store = { ...createMemoryStore(), evidence: keeping(facts) };
        const { last, pass } = testApp({ store });
        pass(days * day - 1_000_000);
        await last('lesson', { course: 'async' }, { learner });
        const view = await last('progress', {}, { learner });
        const expected = recountProgress(facts, days * day);
        for (const { line } of expected) expect(linesOf(view)).toContain(line);
        const unasked = 3 - expected.length;
        expect(linesOf(view).some((line) => line.startsWith('memory.unasked'))).toBe(unasked > 0);
        const due = expected.filter(({ isDue }) => isDue).length;
        expect(wordsOf(view).includes('memory.due-now')).toBe(due > 0);
        if (due > 0) expect(wordsOf(view)).toContain(`memory.due-now {\\"count\\":${due}`);
        const known = expected.filter(({ isKnown, isDue }) => isKnown && !isDue).length;
        if (expected.length > 0)
          expect(pictureOf(view)?.picture).toMatchObject({
            mastery: { title: `memory.picture-title {"known":${known},"of":3}` },
          });
      }),
      { numRuns: 60 },
    );
  });
});

const keeping = (facts: readonly Fact[]) => ({
  facts: async () => facts,
  recordLapses: async () => 0,
});
