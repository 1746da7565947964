import { availableParallelism } from 'node:os';
import { sweepDialIns } from './dial-in.ts';
import type { Problem } from './explain-failed-start.ts';
import { holdCourt, type Case, type Hearing, type TakeTenant } from './grading/hold-court.ts';
import type { Limits } from './limits.ts';
import type { Program, RunEnding } from './run-program.ts';
import { neverRan, runInTenant } from './run-in-tenant.ts';
import type { Sandbox } from './sandbox.ts';
import { createShelf } from './shelf.ts';
import { createSuccession, type Lifetime } from './succession.ts';
import { startZygote } from './zygote.ts';

/** Finished sandboxes that wait, one for each program. */
export interface Pool {
  /** Runs the program as soon as a sandbox is ready for it. It never rejects. */
  readonly run: (program: Program, signal: AbortSignal) => Promise<RunEnding>;
  /** Grades in sandboxes of the pool. It never rejects. */
  readonly grade: (given: Case, signal: AbortSignal) => Promise<Hearing>;
  dispose(): Promise<void>;
}

/** A pool, or why this machine can have none. */
export type OpenedPool = { readonly kind: 'open'; readonly pool: Pool } | ({ readonly kind: 'closed' } & Problem);

const CORES = availableParallelism();
const READY = Math.min(8, 2 * CORES);
const LIFE: Omit<Lifetime, 'python'> = { runs: 2000, ms: 30 * 60_000 };

/** Starts a zygote and proves by a first sandbox that it can make them (about 0.4 s); aborting `until` gives that up. */
export async function openPool(sandbox: Sandbox, limits: Limits, until: AbortSignal): Promise<OpenedPool> {
  const closing = new AbortController();
  const start = () => startZygote(sandbox, limits, AbortSignal.any([until, closing.signal]));
  await sweepDialIns().catch(() => {});
  const started = await start();
  if (started.kind === 'unable') return closed(started.reason);
  const lifetime = { ...LIFE, python: sandbox.python.path };
  const succession = createSuccession(started.zygote, lifetime, { start, signal: closing.signal });
  // What is being built beside the runs may not be more than the cores: it would only make each later.
  const shelf = createShelf((care) => succession.spawn(care), { ready: READY, building: CORES });
  try {
    shelf.offer(await succession.spawn('warm'));
    return { kind: 'open', pool: { run, grade, dispose } };
  } catch (error) {
    await dispose();
    return closed(error instanceof Error ? error.message : String(error));
  }

  async function run(program: Program, signal: AbortSignal): Promise<RunEnding> {
    const ending = await runOnce(program, signal);
    // Nobody has seen anything of it, whatever it had printed, and nothing but its sandbox felt it.
    return wasLost(ending) ? runOnce(program, signal) : ending;
  }
  async function runOnce(program: Program, signal: AbortSignal): Promise<RunEnding> {
    const tenant = await shelf.take(signal);
    if (tenant instanceof Error) return neverRan(tenant.message, signal);
    const ending = await runInTenant(tenant, program, signal);
    // The answer goes out first: what is built now competes with it for the cores.
    setImmediate(() => shelf.refill());
    return ending;
  }
  async function grade(given: Case, signal: AbortSignal): Promise<Hearing> {
    const take: TakeTenant = async (wanted) => shelf.take(wanted);
    const hearing = await holdCourt(given, take, signal);
    // As with runs that were lost: nobody has seen anything of it.
    const settled = hearing.kind === 'lost' ? await holdCourt(given, take, signal) : hearing;
    setImmediate(() => shelf.refill());
    return settled;
  }
  async function dispose(): Promise<void> {
    closing.abort();
    shelf.close();
    await succession.dispose();
  }
}

/** How it ended, or would have, nobody can tell: its sandbox went with the process that made it. */
function wasLost({ startedAfterMs, report, stopped }: RunEnding): boolean {
  return startedAfterMs !== null && report === null && stopped === null;
}

function closed(reason: string): OpenedPool {
  const cure = 'None is needed: programs run in a slower sandbox. `studyloop doctor` shows which walls stand.';
  return { kind: 'closed', reason: `Python could not make sandboxes by itself: ${reason}.`, cure };
}
