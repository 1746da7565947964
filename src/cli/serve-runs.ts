import type { Log } from '#core/ports/log.ts';
import type { PythonVersion } from '#core/python-version.ts';
import type { Config } from '#src/config.ts';
import { openRunner } from './open-runner.ts';
import { remoteAt } from './open-runs.ts';
import type { Terminal } from './terminal.ts';

interface ServedRuns extends AsyncDisposable {
  /** What programs are run by; null while none can be run. */
  python(): Promise<PythonVersion | null>;
}

/**
 * Runs in this process what any process sends over Redis, until disposed. A problem of the host's when REDIS_URL or
 * SECRET_KEY is missing. Without a sandbox it takes nothing and says why, and looks again every ten seconds.
 */
export async function serveRuns(
  config: Config,
  around: Pick<Terminal, 'environment'> & { readonly log: Log },
): Promise<ServedRuns> {
  const at = remoteAt(config);
  const { serveRemote } = await import('#runner/remote/serve-remote.ts');
  const resources = new AsyncDisposableStack();
  const runner = resources.use(openRunner(config, { ...around, askers: 'one-program' }));
  runner.tier().catch((error: unknown) => around.log.error('runner broken', { error }));
  resources.use(serveRemote({ ...at, runner, concurrency: config.run.concurrency, log: around.log }));
  return {
    python: async () => await runner.python(),
    [Symbol.asyncDispose]: async () => await resources.disposeAsync(),
  };
}
