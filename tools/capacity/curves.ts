import { chanceFrom, comeByChance, exponential } from './chance.ts';
import type { Costs } from './costs.ts';
import type { Chart } from './line-chart.ts';
import { demandOf, discord, interactionSeconds, runGoal, runKinds } from './plan.ts';
import { simulate, type Customer } from './simulate.ts';

const count = 40_000;
const settled = 4000;
const seed = 20_261_123;
const learnerCounts = Array.from({ length: 49 }, (_, step) => 10 ** (3 + step / 12));

const people = (value: number): string =>
  value >= 1e6 ? `${value / 1e6}M` : value >= 1000 ? `${value / 1000}k` : String(value);
const time = (seconds: number): string =>
  seconds >= 60
    ? `${Math.round(seconds / 60)} min`
    : seconds >= 1
      ? `${seconds} s`
      : `${Math.round(seconds * 1000)} ms`;
const learnersAxis = { name: 'learners', from: 3, to: 7, say: people } as const;

/** What 95 of 100 runs wait for a core, against how many learners there are, for workers of so many cores. */
export function runWaits(costs: Costs): Chart {
  const kinds = runKinds(costs);
  const curves = [1, 4, 16, 64].map((servers) => ({
    name: `${servers} ${servers === 1 ? 'core' : 'cores'}`,
    points: learnerCounts.map((learners) => {
      const { runs: rate, runSeconds } = demandOf(learners, costs);
      if (rate * runSeconds >= servers) return [learners, Infinity] as const;
      const who = comeByChance({ count, rate, chance: chanceFrom(seed) }, (chance) => pick(kinds, chance()));
      return [learners, simulate(who, servers, settled).p95] as const;
    }),
  }));
  const up = { name: 'a run waits, 95 of 100', from: -3, to: 1, say: time } as const;
  const goal = { at: runGoal.seconds, name: time(runGoal.seconds) };
  return { title: 'Runs: how long a program waits for a core', across: learnersAxis, up, curves, goal };
}

/** The same for replies, against processes of one core each. */
export function replyWaits(costs: Costs): Chart {
  const mean = interactionSeconds(costs);
  const curves = [1, 4, 16, 64].map((processes) => ({
    name: `${processes} ${processes === 1 ? 'process' : 'processes'}`,
    points: learnerCounts.map((learners) => {
      // A load balancer deals them out: each process has a line of its own.
      const rate = demandOf(learners, costs).interactions / processes;
      if (rate * mean >= 1) return [learners, Infinity] as const;
      const who = comeByChance({ count, rate, chance: chanceFrom(seed) }, (chance) => exponential(chance, mean));
      return [learners, mean + simulate(who, 1, settled).p95] as const;
    }),
  }));
  const up = { name: 'a reply waits and is made, 95 of 100', from: -3, to: 1, say: time } as const;
  return {
    title: 'Replies: how long one takes in our process',
    across: learnersAxis,
    up,
    curves,
    goal: { at: 0.7, name: '0.7 s' },
  };
}

/** Until the last daily question is out when they are due at the same moment, and everything else goes on. */
export function promptBurst(costs: Costs): Chart {
  const lasts = (learners: number, limit: number): number => {
    const { promptsAtOnce, interactions } = demandOf(learners, costs);
    // Messages in channels count against the limit, replies to interactions do not: a tenth of them are the former.
    const others = Math.min(interactions / 10, limit * 0.9);
    const due: Customer[] = Array.from({ length: Math.ceil(promptsAtOnce) }, () => ({ at: 0, takes: 1 / limit }));
    const chance = chanceFrom(seed);
    const horizon = due.length / (limit - others);
    const rest = [...comeByChance({ count: Math.ceil(others * horizon), rate: others, chance }, () => 1 / limit)];
    return simulate([...due, ...rest.filter(({ at }) => at <= horizon)], 1).until;
  };
  const curve = (name: string, limit: number) => ({
    name,
    points: learnerCounts.map((learners) => [learners, lasts(learners, limit)] as const),
  });
  return {
    title: 'Nine o’clock: until the last daily question is out',
    across: learnersAxis,
    up: { name: 'after its time', from: -2, to: 4, say: time },
    curves: [curve('Discord, 50/s', discord.requests), curve('one process', 1 / interactionSeconds(costs))],
    goal: { at: 60, name: '1 min' },
  };
}

function pick(kinds: readonly { readonly share: number; readonly seconds: number }[], chance: number): number {
  let left = chance;
  for (const { share, seconds } of kinds) {
    if (left < share) return seconds;
    left -= share;
  }
  return kinds.at(-1)?.seconds ?? 0;
}
