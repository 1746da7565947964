import { setTimeout as delay } from 'node:timers/promises';
import { learnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import { findDrifts } from './find-drift.ts';
import { held, takeFootprint, type Footprint } from './footprint.ts';
import { say, type Terminal } from './terminal.ts';

const samplesWanted = 30;
const clients = 4;
const learners = 500;
/** For the one that would take for ever. */
const shortly = { limits: { wallMs: 300 } };

/** Of a hundred runs so many are of this kind; their endings are what is expected of them. */
const programs: readonly {
  readonly share: number;
  readonly kind: Outcome['kind'];
  readonly code: string;
}[] = [
  { share: 40, kind: 'finished', code: 'print("hi")' },
  {
    share: 25,
    kind: 'finished',
    code: 'import asyncio\nasync def main():\n    await asyncio.gather(*[asyncio.sleep(n) for n in (1, 2, 3)])\nasyncio.run(main())\n',
  },
  {
    share: 12,
    kind: 'finished',
    code: 'import threading, time\nthread = threading.Thread(target=time.sleep, args=(0.01,))\nthread.start()\nthread.join()\n',
  },
  { share: 8, kind: 'finished', code: 'import subprocess\nsubprocess.run(["true"])\n' },
  { share: 12, kind: 'finished', code: 'raise ValueError("no")\n' },
  { share: 2, kind: 'too-much-output', code: 'while True:\n    print("x" * 100_000)\n' },
  { share: 1, kind: 'timed-out', code: 'while True:\n    pass\n' },
];

/** Runs programs of all kinds by four clients, prints what is held meanwhile, and answers 1 when anything grows. */
export async function benchSoak(runner: CodeRunner, runs: number, terminal: Terminal): Promise<number> {
  const samples: Footprint[] = [];
  const share = Math.ceil(runs / samplesWanted);
  let wrong = 0;
  say(terminal, ['runs', 'a second', ...held].join('\t'));
  for (let done = 0; done < runs && !terminal.stopping.aborted; done += share) {
    const beganAt = performance.now();
    wrong += await runSome(runner, { first: done, count: share }, terminal.stopping);
    const pace = (share / (performance.now() - beganAt)) * 1000;
    const sample = await settled();
    samples.push(sample);
    say(terminal, [done + share, pace.toFixed(0), ...held.map((what) => sample[what].toFixed(0))].join('\t'));
  }
  if (terminal.stopping.aborted) return 1;
  const drifts = findDrifts(samples);
  for (const { what, grownBy } of drifts) say(terminal, `Drifts: ${what}, by ${grownBy.toFixed(1)}.`);
  say(
    terminal,
    `${wrong} runs ended otherwise than expected; ${drifts.length === 0 ? 'nothing' : 'something'} drifts.`,
  );
  return wrong === 0 && drifts.length === 0 ? 0 : 1;
}

interface Part {
  readonly first: number;
  readonly count: number;
}

/** Answers how many ended otherwise than they should. */
async function runSome(runner: CodeRunner, { first, count }: Part, signal: AbortSignal): Promise<number> {
  const numbers = Array.from({ length: count }, (_, index) => first + index).values();
  let wrong = 0;
  const ask = async () => {
    for (const number of numbers) if (!(await isAsExpected(runner, number, signal))) wrong += 1;
  };
  await Promise.all(Array.from({ length: clients }, ask));
  return wrong;
}

async function isAsExpected(runner: CodeRunner, number: number, signal: AbortSignal): Promise<boolean> {
  const program = programs[kindOf(number)];
  if (program === undefined) throw new Error('expected a program');
  const { code, kind } = program;
  // Of each learner the queue remembers something for minutes; and who has hit a limit has to wait for the next run.
  const whole = { code, stdin: '', learner: learnerId(`soak:${number % learners}`), clock: 'auto' } as const;
  const job = kind === 'timed-out' ? { ...whole, ...shortly } : whole;
  for await (const event of runner.run(job, signal)) if (event.kind === 'done') return event.outcome.kind === kind;
  return false;
}

/** The kinds are mixed by a step that has no divisor in common with 100. */
function kindOf(number: number): number {
  let place = (number * 37) % 100;
  return programs.findIndex(({ share }) => {
    place -= share;
    return place < 0;
  });
}

/** What is held once nothing changes any more, since the pool is refilled after the answers. */
async function settled(): Promise<Footprint> {
  let last = takeFootprint();
  for (let tries = 20; tries > 0; tries -= 1) {
    await delay(150);
    const now = takeFootprint();
    if (now.processes === last.processes && now['descriptors of Node'] === last['descriptors of Node']) return now;
    last = now;
  }
  return last;
}
