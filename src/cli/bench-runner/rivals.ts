import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { learnerId } from '#core/ids.ts';
import { createRunner } from '#runner/create-runner.ts';
import { defaultLimits } from '#runner/limits.ts';
import type { Terminal } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';

/** What the runner is measured against: each settles when its program has ended. */
export interface Rivals extends AsyncDisposable {
  /** `python3 -I -c`, without a sandbox; answers what it printed. */
  readonly bare: (code: string) => Promise<string>;
  /** A sandbox of bubblewrap for each program. */
  readonly bubblewrap: (code: string) => Promise<void>;
}

/** At most so many programs of bubblewrap's at a time. */
const most = 8;

/** Uses the interpreter that the runner finds. */
export async function openRivals({ environment }: Terminal): Promise<Rivals> {
  const runner = createRunner({
    limits: defaultLimits,
    concurrency: most,
    queueSize: most,
    queueSizePerLearner: most,
    python: environment['PYTHON'],
    searchPath: environment['PATH'] ?? '',
    pool: 'never',
  });
  const readiness = await runner.readiness();
  if (readiness.kind === 'closed') throw new UsageProblem(`nothing can be measured: ${readiness.problem.reason}`);
  const python = readiness.sandbox.python.path;
  let last = 0;
  return {
    async bare(code) {
      const child = spawn(python, ['-I', '-c', code], { stdio: ['ignore', 'pipe', 'ignore'] });
      const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
      return printed;
    },
    async bubblewrap(code) {
      last += 1;
      const job = { code, stdin: '', learner: learnerId(`bench ${last}`), clock: 'real' } as const;
      await Array.fromAsync(runner.run(job, AbortSignal.timeout(60_000)));
    },
    [Symbol.asyncDispose]: async () => await runner[Symbol.asyncDispose](),
  };
}
