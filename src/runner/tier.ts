import type { Log } from '#core/ports/log.ts';
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
}

export interface TierKeeper {
  /** The quickest tier that works here; found out when it is first asked for. */
  open(sandbox: Sandbox): Promise<Tier>;
  dispose(): Promise<void>;
}

/** Keeps the tier of a runner. */
export function createTier({ limits, log }: { readonly limits: Limits; readonly log?: Log | undefined }): TierKeeper {
  let opened: Promise<OpenedPool> | null = null;
  return {
    async open(sandbox) {
      opened ??= openPool(sandbox, limits).then((pool) => told(pool, log));
      return tierOf(await opened, sandbox);
    },
    async dispose() {
      const pool = await opened;
      if (pool?.kind === 'open') await pool.pool.dispose();
    },
  };
}

function tierOf(opened: OpenedPool, sandbox: Sandbox): Tier {
  if (opened.kind === 'open') return { kind: 'pool', reason: '', run: opened.pool.run };
  const run: Tier['run'] = async (program, signal) => await runProgram(sandbox, program, signal);
  return { kind: 'single', reason: opened.reason, run };
}

function told(opened: OpenedPool, log: Log | undefined): OpenedPool {
  if (opened.kind === 'closed') log?.warn('no pool', { reason: opened.reason });
  return opened;
}
