import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner, RunJob } from '#core/ports/code-runner.ts';
import type { Log } from '#core/ports/log.ts';
import type { PythonVersion } from '#core/python-version.ts';
import { decideOutcome } from './decide-outcome.ts';
import { narrowLimits, type Limits } from './limits.ts';
import { createReadiness, type Readiness } from './readiness.ts';
import { createTier, type PoolUse, type Tier, type TierKeeper } from './tier.ts';
import { createRunQueue, type Turn } from './queue/run-queue.ts';

export interface RunnerOptions {
  readonly limits: Limits;
  /** Programs that run at the same time. */
  readonly concurrency: number;
  /** Programs that may wait; who comes then is told that it is busy. */
  readonly queueSize: number;
  /** Of those, how many of one learner's may wait behind another of the same learner. */
  readonly queueSizePerLearner: number;
  /** Path of the interpreter; without it the newest one found. */
  readonly python?: string | undefined;
  /** Folders of programs, as in PATH. */
  readonly searchPath: string;
  /** `if-possible` unless it says otherwise. */
  readonly pool?: PoolUse | undefined;
  readonly log?: Log | undefined;
}

export interface Runner extends CodeRunner, AsyncDisposable {
  /** Whether the walls stand. Tried at the first call or the first run, and again later when they did not. */
  readiness(): Promise<Readiness>;
  /** How programs are run here; null while they cannot be. */
  tier(): Promise<Tier | null>;
}

/**
 * Runs programs in sandboxes: finished ones from a pool where Python may make them, otherwise one of bubblewrap for each.
 * Does nothing until it is asked; disposed, it ends all it runs.
 */
export function createRunner(options: RunnerOptions): Runner {
  const { concurrency, queueSize, queueSizePerLearner, limits, python, searchPath, log } = options;
  const disposed = new AbortController();
  const search = { explicit: python, searchPath };
  const readiness = createReadiness({ search, limits, log, signal: disposed.signal });
  const tier = createTier({ limits, pool: options.pool ?? 'if-possible', log });
  const parts = { readiness, tier, limits };
  const onBroken = (error: unknown) => log?.error('runner broken', { error });
  const queue = createRunQueue({
    concurrency,
    queueSize,
    queueSizePerLearner,
    onBroken,
    async execute(job, turn) {
      return execute(job, turn, parts).catch((error: unknown) => {
        onBroken(error);
        return unavailable(`The sandbox could not be used: ${String(error)}`, 'Look at the log of the bot.');
      });
    },
  });
  return {
    run: (job, signal) => queue.run(job, signal),
    cancel: async (learner, run) => await queue.cancel(learner, run),
    python: async () => versionOf(await readiness()),
    readiness,
    async tier() {
      const opened = await openTier(parts);
      return opened.kind === 'open' ? opened.tier : null;
    },
    async [Symbol.asyncDispose]() {
      disposed.abort();
      await queue.close();
      await tier.dispose();
    },
  };
}

function versionOf(ready: Readiness): PythonVersion | null {
  if (ready.kind === 'closed') return null;
  const [major, minor] = ready.sandbox.python.version;
  return { major, minor };
}

interface Parts {
  readonly readiness: () => Promise<Readiness>;
  readonly tier: TierKeeper;
  readonly limits: Limits;
}

async function execute(job: RunJob, { signal, onStarted }: Turn, parts: Parts): Promise<Outcome> {
  const limits = narrowLimits(parts.limits, job.limits);
  const tooLarge = refuseSize(job, limits);
  if (tooLarge !== null) return tooLarge;
  const opened = await unlessAborted(openTier(parts), signal);
  if (opened === null) return { kind: 'cancelled' };
  if (opened.kind === 'closed') return unavailable(opened.problem.reason, opened.problem.cure);
  onStarted();
  return decideOutcome(
    await opened.tier.run({ code: job.code, stdin: job.stdin, clock: job.clock, limits }, signal),
    limits,
  );
}

type Opened = { readonly kind: 'open'; readonly tier: Tier } | Extract<Readiness, { readonly kind: 'closed' }>;

async function openTier({ readiness, tier }: Parts): Promise<Opened> {
  const ready = await readiness();
  return ready.kind === 'closed' ? ready : { kind: 'open', tier: await tier.open(ready.sandbox) };
}

/** Null as soon as `signal` is aborted; what `work` is on goes on for the next who asks. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result | null> {
  const { promise: aborted, resolve } = Promise.withResolvers<null>();
  const onAbort = () => resolve(null);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function refuseSize({ code, stdin }: RunJob, { codeBytes, stdinBytes }: Limits): Outcome | null {
  const sizes = [
    { what: 'The program', bytes: Buffer.byteLength(code), most: codeBytes },
    { what: 'Its standard input', bytes: Buffer.byteLength(stdin), most: stdinBytes },
  ];
  const over = sizes.find(({ bytes, most }) => bytes > most);
  if (over === undefined) return null;
  return unavailable(`${over.what} has ${over.bytes} bytes.`, `Send no more than ${over.most} bytes.`);
}

function unavailable(reason: string, cure: string): Outcome {
  return { kind: 'unavailable', reason, cure };
}
