import type { NotRun, Outcome } from '#core/outcome.ts';
import type { CodeGrader, Grade, GradeJob } from '#core/ports/code-grader.ts';
import type { CodeRunner, RunJob } from '#core/ports/code-runner.ts';
import type { Log } from '#core/ports/log.ts';
import { decideOutcome } from './decide-outcome.ts';
import { isLimit } from './is-limit.ts';
import { narrowLimits, type Limits } from './limits.ts';
import { createReadiness, type Readiness } from './readiness.ts';
import { createTier, type PoolUse, type Tier, type TierKeeper } from './tier.ts';
import { decideGrade } from './grading/decide-grade.ts';
import { createRunQueue } from './queue/run-queue.ts';
import type { Executed, Turn } from './queue/ticket.ts';

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

export interface Runner extends CodeRunner, CodeGrader, AsyncDisposable {
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
  const queue = createRunQueue({ concurrency, queueSize, queueSizePerLearner, onBroken });
  const broken = (error: unknown) => {
    onBroken(error);
    return unavailable(`The sandbox could not be used: ${String(error)}`, 'Look at the log of the bot.');
  };
  return {
    run(job, signal) {
      const execute = async (turn: Turn) => ranAs(await executeRun(job, turn, parts).catch(broken));
      return queue.enter({ learner: job.learner, id: job.id, execute, refused: runDone }, signal);
    },
    grade(job, signal) {
      const execute = async (turn: Turn) =>
        gradedAs(await executeGrade(job, turn, parts).catch((error) => stopped(broken(error))));
      return queue.enter(
        { learner: job.learner, id: job.id, execute, refused: (why) => gradeDone(stopped(why)) },
        signal,
      );
    },
    cancel: async (learner, run) => queue.cancel(learner, run),
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

interface Parts {
  readonly readiness: () => Promise<Readiness>;
  readonly tier: TierKeeper;
  readonly limits: Limits;
}

const runDone = (outcome: Outcome) => ({ kind: 'done', outcome }) as const;
const gradeDone = (grade: Grade) => ({ kind: 'done', grade }) as const;
const stopped = (by: NotRun): Grade => ({ kind: 'stopped', by });

function ranAs(outcome: Outcome): Executed<ReturnType<typeof runDone>> {
  return { done: runDone(outcome), hitLimit: isLimit(outcome.kind) };
}

function gradedAs(grade: Grade): Executed<ReturnType<typeof gradeDone>> {
  return {
    done: gradeDone(grade),
    hitLimit: grade.kind === 'stopped' && typeof grade.by === 'string' && isLimit(grade.by),
  };
}

async function executeRun(job: RunJob, { signal, onStarted }: Turn, parts: Parts): Promise<Outcome> {
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

async function executeGrade(job: GradeJob, { signal, onStarted }: Turn, parts: Parts): Promise<Grade> {
  const { limits } = parts;
  const tooLarge = refuseSize({ code: job.code, stdin: '' }, limits);
  if (tooLarge !== null) return stopped(tooLarge);
  const opened = await unlessAborted(openTier(parts), signal);
  if (opened === null) return stopped({ kind: 'cancelled' });
  if (opened.kind === 'closed') return stopped(unavailable(opened.problem.reason, opened.problem.cure));
  const { grade, reason } = opened.tier;
  if (grade === null)
    return stopped(unavailable(`Solutions are graded on the virtual clock. ${reason}`, 'studyloop doctor'));
  onStarted();
  return decideGrade(await grade({ code: job.code, tests: job.tests, limits }, signal));
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

function refuseSize({ code, stdin }: Pick<RunJob, 'code' | 'stdin'>, { codeBytes, stdinBytes }: Limits): NotRun | null {
  const sizes = [
    { what: 'The program', bytes: Buffer.byteLength(code), most: codeBytes },
    { what: 'Its standard input', bytes: Buffer.byteLength(stdin), most: stdinBytes },
  ];
  const over = sizes.find(({ bytes, most }) => bytes > most);
  if (over === undefined) return null;
  return unavailable(`${over.what} has ${over.bytes} bytes.`, `Send no more than ${over.most} bytes.`);
}

function unavailable(reason: string, cure: string): NotRun {
  return { kind: 'unavailable', reason, cure };
}
