import type { Contest, ProgramName } from './contest.ts';
import { cpuOfEndedChildren, cpuOfTree } from './process-usage.ts';
import { programs } from './programs.ts';
import type { RunnerFigure } from './runner-figure.ts';

const clients = 4;
const rounds = 4;

/** What runs cost, and how many there are, when each of four clients asks again at once. The goals are over plain Python's. */
export async function benchLoad(
  name: ProgramName,
  { stream, rivals }: Contest,
  goals: { readonly cpu: number; readonly throughput: number },
): Promise<readonly RunnerFigure[]> {
  const code = programs[name];
  const ours: Turn[] = [];
  const bare: Turn[] = [];
  const bubblewrap: Turn[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await load({ run: async () => stream.run({ code }), cpu: () => cpuOfTree(stream.pid), runs: 100 }));
    bare.push(await load({ run: async () => rivals.bare(code), cpu: cpuOfEndedChildren, runs: 25 }));
    bubblewrap.push(await load({ run: async () => rivals.bubblewrap(code), cpu: cpuOfEndedChildren, runs: 10 }));
  }
  const row = (of: (turns: readonly Turn[]) => number) => ({
    ours: of(ours),
    bare: of(bare),
    bubblewrap: of(bubblewrap),
  });
  return [
    { ...row(cpuOfOne), name: `${name}: CPU of a run`, unit: 'ms', goal: { is: 'at most', value: goals.cpu } },
    {
      ...row(perSecond),
      name: `${name}: runs a second, ${clients} clients`,
      unit: '/s',
      goal: { is: 'at least', value: goals.throughput },
    },
  ];
}

interface Turn {
  readonly runs: number;
  readonly tookMs: number;
  readonly cpuMs: number;
}

interface Work {
  readonly run: () => Promise<unknown>;
  /** Milliseconds so far. */
  readonly cpu: () => number;
  readonly runs: number;
}

/** So long after the last answer, whatever was used has been built anew: that belongs to the runs too. */
const settledMs = 200;

async function load({ run, cpu, runs }: Work): Promise<Turn> {
  const cpuBefore = cpu();
  const beganAt = performance.now();
  let left = runs;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const tookMs = performance.now() - beganAt;
  await new Promise((resolve) => setTimeout(resolve, settledMs));
  return { runs, tookMs, cpuMs: cpu() - cpuBefore };
}

const sum = (turns: readonly Turn[], field: keyof Turn) => turns.reduce((so, turn) => so + turn[field], 0);
const cpuOfOne = (turns: readonly Turn[]) => sum(turns, 'cpuMs') / sum(turns, 'runs');
const perSecond = (turns: readonly Turn[]) => (sum(turns, 'runs') * 1000) / sum(turns, 'tookMs');
