import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import type { Library } from '#core/course/course.ts';
import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import type { Store } from '#core/ports/store.ts';
import type { Log } from '#core/ports/log.ts';
import { systemRandom } from '../system.ts';
import type { Town } from './town.ts';
import { noon } from './town.ts';
import { noGrader, noRunner } from '../no-runs.ts';

/** The whole bot over a filled database, at a time of its own. */
export interface Bench {
  readonly app: App;
  /** What went wrong or was refused, while it was measured. */
  readonly faults: readonly string[];
  readonly store: Store;
  readonly town: Town;
  readonly clock: BenchClock;
}

/** A clock that stands still until it is moved. */
export interface BenchClock {
  now(): number;
  pass(ms: number): void;
}

export function createBenchClock(): BenchClock {
  let now = noon;
  return { now: () => now, pass: (ms) => void (now += ms) };
}

/** A bot that remembers nothing of one before it. */
export function openBench(parts: Omit<Bench, 'app' | 'faults'> & { readonly library: Library }): Bench {
  const { store, library, clock } = parts;
  const faults: string[] = [];
  const ports = { library, store, clock, random: systemRandom, log: logOf(faults) };
  return { ...parts, faults, app: createApp({ ...ports, runner: noRunner, grader: noGrader, reviewer: noReviewer }) };
}

function logOf(faults: string[]): Log {
  const note: Log['error'] = (event, fields) =>
    void faults.push(`${event} ${JSON.stringify(fields)} ${String(fields['error'])}`);
  return {
    info: (event, fields) => {
      if (event === 'request' && fields['outcome'] !== 'answered') note(event, fields);
    },
    warn: note,
    error: note,
  };
}

const noReviewer: CodeReviewer = {
  review: async () => {
    throw new Error('expected no code to be reviewed');
  },
};
