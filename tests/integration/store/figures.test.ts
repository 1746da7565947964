import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conceptId, courseId, learnerId, quizId } from '#core/ids.ts';
import type { View } from '#core/view.ts';
import { openStore } from '#store/open-store.ts';
import { testApp } from '../../support/app.ts';
import { as, asTeacher } from '../../support/classroom.ts';
import { deliverAll, press, typeDaily } from '../../support/study-channel.ts';

// What people are shown is counted a second time here, from what was pressed and answered, by the longest way round.

const day = 86_400_000;
const names = ['ann', 'ben', 'cas', 'dan', 'eve'] as const;
const anybody = fc.constantFrom(...names);
const idOf = (name: string) => learnerId(`test:${name}`);

async function newApp(start: number) {
  const store = await openStore('sqlite::memory:');
  const app = testApp({ store, start, seeds: [3, 4] });
  return { app, [Symbol.asyncDispose]: async () => await store[Symbol.asyncDispose]() };
}

const textsIn = ({ blocks }: View): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.map((spans) => spans.map(({ text }) => text).join(''));
    return block.kind === 'prose' ? [block.spans.map(({ text }) => text).join('')] : [];
  });

const presses = fc.array(fc.record({ by: anybody, place: fc.nat({ max: 1 }) }), { maxLength: 14 });
const pairs = fc.uniqueArray(fc.tuple(anybody, anybody), { maxLength: 2 });

test('the bars of an answer are what one counts from the presses, a person with several accounts once', async () => {
  await fc.assert(
    fc.asyncProperty(presses, pairs, async (all, linked) => {
      await using house = await newApp(Date.UTC(2026, 10, 23, 8));
      const { app } = house;
      const persons = new Map<string, string>(names.map((name) => [name, name]));
      for (const [nth, [one, other]] of linked.entries()) {
        await app.store.accounts.offer({ learner: idOf(one), code: `C${nth}`, at: 1, until: 2 });
        await app.store.accounts.redeem({ learner: idOf(other), code: `C${nth}`, at: 1 }, { most: 9, withinMs: 1 });
        const [into, from] = [persons.get(one) ?? '', persons.get(other)];
        for (const [name, person] of persons) if (person === from) persons.set(name, into);
      }
      await typeDaily(app, 'set 09:00 UTC');
      app.pass(3_600_000);
      const [question] = await deliverAll(app);
      if (question === undefined) throw new Error('expected a question');
      for (const { by, place } of all) {
        app.pass(1000);
        await press(app, question, { place, by });
      }
      app.pass(8 * 3_600_000);
      const bars = (await deliverAll(app))[0]?.view.blocks.filter(({ kind }) => kind === 'progress') ?? [];
      const counted = [0, 1].map((option) => {
        const choosers = new Set(all.map(({ by }) => persons.get(by)));
        return [...choosers].filter((person) => {
          const mine = all.filter(({ by }) => persons.get(by) === person).map(({ place }) => place);
          const change = mine.find((place) => place !== mine[0]);
          return (change ?? mine[0]) === option;
        }).length;
      });
      const voters = counted.reduce((sum, one) => sum + one, 0);
      const shown = bars.map((bar) => (bar.kind === 'progress' ? [bar.done, bar.of] : []));
      expect(shown.slice(0, 2)).toEqual(voters === 0 ? [] : counted.map((one) => [one, voters]));
      expect(shown.slice(2).every(([done]) => done === 0)).toBe(true);
    }),
    { numRuns: 15 },
  );
});

const concepts = ['task', 'await', 'cpu'].map(conceptId);
const answers = fc.array(
  fc.record({
    by: anybody,
    concept: fc.constantFrom(...concepts),
    correct: fc.boolean(),
    daysAgo: fc.double({ min: 0.01, max: 20, noNaN: true }),
  }),
  { maxLength: 40 },
);
const now = Date.UTC(2026, 10, 23, 12);

test('leaderboard and goal are what one counts from the answers', async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.subarray([...names]), fc.constantFrom(50, 80), async (all, joined, percent) => {
      await using house = await newApp(now);
      const { app } = house;
      await app.last('class', { part: 'leaderboard on' }, asTeacher());
      await app.last('goal', { goal: `3 ${percent}` }, asTeacher());
      for (const name of names) await app.ask('help', {}, as(name));
      for (const name of joined) await app.last('leaderboard', { choice: 'join', name }, as(name));
      const ordered = all.toSorted((one, other) => other.daysAgo - one.daysAgo);
      for (const [seed, { by, concept, correct, daysAgo }] of ordered.entries()) {
        const about = { course: courseId('async'), quiz: quizId('written'), concept, seed, given: ['1'] };
        await app.store.answers.record({ ...about, learner: idOf(by), correct, at: Math.floor(now - daysAgo * day) });
      }
      const texts = textsIn(await app.last('leaderboard', {}, asTeacher()));
      const rightIn = (name: string, from: number, to: number) =>
        ordered.filter(({ by, correct, daysAgo }) => by === name && correct && daysAgo > from && daysAgo <= to).length;
      const points = joined.flatMap((name) => {
        const more = rightIn(name, 0, 7) - rightIn(name, 7, 14);
        return more > 0 ? [{ name, more }] : [];
      });
      const lines = points
        .toSorted((one, other) => other.more - one.more || (one.name < other.name ? -1 : 1))
        .map(({ name, more }) => {
          const place = 1 + points.filter((one) => one.more > more).length;
          return `leaderboard.line ${JSON.stringify({ place, name, count: more })}`;
        });
      expect(texts.filter((text) => text.startsWith('leaderboard.line'))).toEqual(lines);
      const reached = concepts.filter((concept) => {
        const last = names.flatMap(
          (name) => ordered.findLast((one) => one.by === name && one.concept === concept) ?? [],
        );
        return last.length >= 3 && (100 * last.filter(({ correct }) => correct).length) / last.length >= percent;
      }).length;
      const goal = reached === 3 ? { concepts: 3, percent } : { reached, concepts: 3, percent };
      expect(texts.join('\n')).toContain(`goal.${reached === 3 ? 'reached' : 'line'} ${JSON.stringify(goal)}`);
    }),
    { numRuns: 15 },
  );
});
