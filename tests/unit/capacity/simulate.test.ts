import { fc, test as law } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { chanceFrom, comeByChance, exponential } from '../../../tools/capacity/chance.ts';
import { erlangC, meanWait, meanWaitSteady, serversFor, waitBelow } from '../../../tools/capacity/queueing.ts';
import { simulate } from '../../../tools/capacity/simulate.ts';

const count = 60_000;
/** Seconds of one customer; the unit of all waits here. */
const seconds = 1;

/** Lines that are busy, but not so busy that what they wait depends on luck. */
const lines = fc.record({
  servers: fc.integer({ min: 1, max: 12 }),
  load: fc.double({ min: 0.3, max: 0.8, noNaN: true }),
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
});

describe('the simulation agrees with the theory of queues:', () => {
  law.prop([lines], { numRuns: 8, seed: 20_261_123 })(
    'of many servers and exponential times (M/M/c, Erlang C)',
    ({ servers, load, seed }) => {
      const line = { rate: load * servers, seconds, servers };
      const chance = chanceFrom(seed);
      const who = comeByChance({ count, rate: line.rate, chance }, () => exponential(chance, seconds));
      const { mean, p95 } = simulate(who, servers, count / 10);

      expect(Math.abs(mean - meanWait(line))).toBeLessThan(0.02 + 0.15 * meanWait(line));
      expect(Math.abs(p95 - waitBelow(0.95, line))).toBeLessThan(0.08 + 0.15 * waitBelow(0.95, line));
    },
  );

  law.prop([lines], { numRuns: 5, seed: 20_261_123 })('of one server and equal times (M/D/1)', ({ load, seed }) => {
    const line = { rate: load, seconds };
    const who = comeByChance({ count, rate: load, chance: chanceFrom(seed) }, () => seconds);

    expect(Math.abs(simulate(who, 1, count / 10).mean - meanWaitSteady(line))).toBeLessThan(
      0.02 + 0.1 * meanWaitSteady(line),
    );
  });
});

const customers = fc.array(
  fc.record({ gap: fc.double({ min: 0, max: 5, noNaN: true }), takes: fc.double({ min: 0, max: 5, noNaN: true }) }),
  { minLength: 1, maxLength: 60 },
);

describe('a line that is served', () => {
  law.prop([customers, fc.integer({ min: 1, max: 6 })])('never waits longer for one server more', (drawn, servers) => {
    const who = inOrder(drawn);

    expect(simulate(who, servers + 1).mean).toBeLessThanOrEqual(simulate(who, servers).mean + 1e-9);
  });

  law.prop([customers])('waits for nobody where there are as many servers as customers', (drawn) => {
    expect(simulate(inOrder(drawn), drawn.length)).toMatchObject({ mean: 0, p99: 0 });
  });

  law.prop([customers])('keeps one server at work for as long as the work takes, at least', (drawn) => {
    const work = drawn.reduce((sum, { takes }) => sum + takes, 0);

    expect(simulate(inOrder(drawn), 1).until).toBeGreaterThanOrEqual(work - 1e-6);
  });

  test('is the same for the same seed', () => {
    const once = () =>
      simulate(
        comeByChance({ count: 1000, rate: 3, chance: chanceFrom(7) }, (c) => exponential(c, 0.5)),
        2,
      );

    expect(once()).toEqual(once());
  });
});

describe('the formulas', () => {
  test('give what tables of Erlang C give', () => {
    // One server: the chance is the load. Two: 2ρ²/(1+ρ). Ten at a load of eight: 0.409.
    expect(erlangC({ rate: 0.4, seconds, servers: 1 })).toBeCloseTo(0.4, 12);
    expect(erlangC({ rate: 1, seconds, servers: 2 })).toBeCloseTo(1 / 3, 12);
    expect(erlangC({ rate: 8, seconds, servers: 10 })).toBeCloseTo(0.409, 3);
    expect(erlangC({ rate: 3, seconds, servers: 2 })).toBe(1);
  });

  law.prop([fc.double({ min: 0.01, max: 500, noNaN: true })])('find the fewest servers that do', (rate) => {
    const goal = { share: 0.95, seconds: 0.5 };
    const servers = serversFor({ rate, seconds }, goal);

    expect(waitBelow(goal.share, { rate, seconds, servers })).toBeLessThanOrEqual(goal.seconds);
    expect(servers === 1 || waitBelow(goal.share, { rate, seconds, servers: servers - 1 }) > goal.seconds).toBe(true);
  });
});

function inOrder(drawn: readonly { readonly gap: number; readonly takes: number }[]) {
  let at = 0;
  return drawn.map(({ gap, takes }) => ({ at: (at += gap), takes }));
}
