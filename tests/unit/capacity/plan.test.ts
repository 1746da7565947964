import { fc, test as law } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { readCosts } from '../../../tools/capacity/costs.ts';
import { demandOf, discord, planFor, runGoal, runKinds } from '../../../tools/capacity/plan.ts';
import { waitBelow } from '../../../tools/capacity/queueing.ts';

const costs = readCosts();
const learnerCounts = fc.integer({ min: 100, max: 20_000_000 });

test('shares of runs are shares', () => {
  expect(runKinds(costs).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
});

law.prop([learnerCounts])(
  'a plan bears what it is for: half of every process is free, and runs wait for less than is said',
  (learners) => {
    const { demand, webProcesses, workerCores, shards } = planFor(learners, costs);
    const wait = waitBelow(runGoal.share, { rate: demand.runs, seconds: demand.runSeconds, servers: workerCores });

    expect(wait).toBeLessThanOrEqual(runGoal.seconds);
    expect((demand.interactions * costs.measured.interactionCpuMs) / 1000 / webProcesses).toBeLessThan(0.5);
    expect(shards * discord.serversOfShard * costs.habits.learnersOfChannel).toBeGreaterThanOrEqual(learners);
  },
);

law.prop([learnerCounts, fc.integer({ min: 1, max: 1_000_000 })])('more learners never need less', (learners, more) => {
  const [some, others] = [planFor(learners, costs), planFor(learners + more, costs)];

  for (const what of [
    'webProcesses',
    'workerCores',
    'shards',
    'postgresCores',
    'gigabytesOfAYear',
    'promptSeconds',
  ] as const) {
    expect(others[what]).toBeGreaterThanOrEqual(some[what]);
  }
});

law.prop([learnerCounts])('twice as many bring twice as much', (learners) => {
  expect(demandOf(2 * learners, costs).interactions).toBeCloseTo(2 * demandOf(learners, costs).interactions, 6);
});
