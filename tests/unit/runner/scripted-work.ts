import { vi } from 'vitest';
import { learnerId } from '#core/ids.ts';
import type { Outcome, RunFacts } from '#core/outcome.ts';
import type { RunEvent } from '#core/ports/code-runner.ts';
import { isLimit } from '#runner/is-limit.ts';
import { createRunQueue, type RunQueue } from '#runner/queue/run-queue.ts';
import type { Turn } from '#runner/queue/ticket.ts';

/** A job's name in the story of a test. */
type Name = string;

export interface Work {
  readonly queue: RunQueue;
  /** Names in the order they began. */
  readonly begun: readonly Name[];
  /** Names of those that run now. */
  running(): readonly Name[];
  /** Asks for a run; its events are in `told`. */
  ask(name: Name, learner: string, signal?: AbortSignal): void;
  told(name: Name): readonly RunEvent[];
  /** Place as last told; undefined when none was. */
  place(name: Name): number | undefined;
  outcome(name: Name): Outcome | undefined;
  /** Lets a running job end. */
  end(name: Name, outcome?: Outcome): void;
  /** Waits until so many run. */
  settled(running: number): Promise<void>;
}

export interface WorkOptions {
  readonly concurrency: number;
  readonly queueSize?: number;
  readonly queueSizePerLearner?: number;
}

/** The real queue with the real Bottleneck, and runs that end when the test says so, or when they are aborted. */
export function startWork({ concurrency, queueSize = 100, queueSizePerLearner = 100 }: WorkOptions): Work {
  const begun: Name[] = [];
  const ends = new Map<Name, (outcome: Outcome) => void>();
  const events = new Map<Name, RunEvent[]>();
  const queue = createRunQueue({
    concurrency,
    queueSize,
    queueSizePerLearner,
    onBroken: (error) => {
      throw error;
    },
  });
  const execute = async (name: Name, { signal, onStarted }: Turn) => {
    begun.push(name);
    onStarted();
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    ends.set(name, resolve);
    signal.addEventListener('abort', () => resolve({ kind: 'cancelled' }));
    const outcome = await promise.finally(() => ends.delete(name));
    return { done: done(outcome), hitLimit: isLimit(outcome.kind) };
  };
  const follow = async (name: Name, stream: AsyncIterable<RunEvent>) => {
    for await (const event of stream) events.get(name)?.push(event);
  };
  const told = (name: Name) => events.get(name) ?? [];
  return {
    queue,
    begun,
    running: () => [...ends.keys()],
    ask(name, learner, signal = new AbortController().signal) {
      events.set(name, []);
      const work = { learner: learnerId(learner), id: undefined, refused: done };
      // Its events end with the run, and the run with the test.
      void follow(name, queue.enter({ ...work, execute: async (turn) => execute(name, turn) }, signal));
    },
    told,
    place: (name) =>
      told(name)
        .flatMap((event) => (event.kind === 'queued' ? [event.place] : []))
        .at(-1),
    outcome: (name) => told(name).flatMap((event) => (event.kind === 'done' ? [event.outcome] : []))[0],
    end: (name, outcome = finished) => ends.get(name)?.(outcome),
    async settled(running) {
      const check = () => {
        if (ends.size !== running) throw new Error(`expected ${running} running, got ${[...ends.keys()].join(', ')}`);
      };
      await vi.waitFor(check, { interval: 1, timeout: 5000 });
      // Whatever Bottleneck would let in too many comes within a few of its ticks.
      for (let tick = 0; tick < 8; tick += 1) await new Promise<void>((resolve) => setTimeout(resolve, 0));
      check();
    },
  };
}

const done = (outcome: Outcome) => ({ kind: 'done', outcome }) as const;

/** What is known of a run, however it ended. */
export const ran: RunFacts = {
  exitCode: 0,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'real',
  clockMs: 1,
  realMs: 1,
  approximate: [],
  wallMs: 1,
  cpuMs: 1,
  peakBytes: 1,
  findings: [],
};

const finished: Outcome = { kind: 'finished', ...ran };
