import type { Log } from '#core/ports/log.ts';
import type { Case, Hearing } from './grading/hold-court.ts';
import type { Limits } from './limits.ts';
import { openPool, type OpenedPool } from './pool.ts';
import { runProgram, type Program, type RunEnding } from './run-program.ts';
import type { Sandbox } from './sandbox.ts';

/** A way to run programs: `pool` has finished sandboxes waiting, `single` makes one of bubblewrap for each. */
export interface Tier {
  readonly kind: 'pool' | 'single';
  /** Why it is not the quicker one; empty when it is. */
  readonly reason: string;
  run(program: Program, signal: AbortSignal): Promise<RunEnding>;
  /** Null where solutions cannot be graded: that takes the virtual clock, and two sandboxes that talk to each other. */
  readonly grade: ((given: Case, signal: AbortSignal) => Promise<Hearing>) | null;
}

/** Whether sandboxes are made ahead. They hold some memory while nobody runs anything, and save most of the time. */
export type PoolUse = 'if-possible' | 'never';

export interface TierOptions {
  readonly limits: Limits;
  readonly pool: PoolUse;
  readonly log?: Log | undefined;
}

export interface TierKeeper {
  /** The quickest tier that works here; found out when it is first asked for. */
  open(sandbox: Sandbox): Promise<Tier>;
  /** Ends what was opened, and what is being opened. */
  dispose(): Promise<void>;
}

/** Keeps the tier of a runner. */
export function createTier({ limits, pool: use, log }: TierOptions): TierKeeper {
  const disposal = new AbortController();
  let opened: Promise<OpenedPool> | null = null;
  return {
    async open(sandbox) {
      if (use === 'never') return single(sandbox, 'No sandboxes are to be made ahead.');
      opened ??= openPool(sandbox, limits, disposal.signal).then((pool) => told(pool, log));
      const found = await opened;
      if (found.kind === 'closed') return single(sandbox, found.reason);
      return { kind: 'pool', reason: '', run: found.pool.run, grade: found.pool.grade };
    },
    async dispose() {
      disposal.abort();
      const found = await opened;
      if (found?.kind === 'open') await found.pool.dispose();
    },
  };
}

function single(sandbox: Sandbox, reason: string): Tier {
  const run: Tier['run'] = async (program, signal) => await runProgram(sandbox, program, signal);
  return { kind: 'single', reason, run, grade: null };
}

function told(opened: OpenedPool, log: Log | undefined): OpenedPool {
  if (opened.kind === 'closed') log?.warn('no pool', { reason: opened.reason });
  return opened;
}
