import type { App } from '#core/app.ts';
import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import type { Metrics } from '#metrics/open-metrics.ts';
import type { Config } from '#src/config.ts';
import { newestCopyAt } from './copies.ts';
import { fileOf } from './database-file.ts';
import { partsOf, type Premises } from './ready-parts.ts';
import { systemClock } from './system.ts';

/** What counts and tells how the process is; without METRICS_PORT the parts of the bot stay what they are, and nothing is loaded. */
export interface Instruments {
  log(log: Log): Log;
  store(store: Store): Store;
  runner<Runner extends CodeRunner & CodeGrader>(runner: Runner): Runner;
  app(app: App): App;
  /** Opens the port. Rejects with a HostProblem when it cannot be had. */
  open(premises: Premises): Promise<AsyncDisposable>;
}

export async function openInstruments(config: Config, stopping: AbortSignal): Promise<Instruments> {
  const { metricsPort: port, databaseUrl, http } = config;
  if (port === null) return none;
  const { openMetrics } = await import('#metrics/open-metrics.ts');
  const metrics: Metrics = openMetrics(systemClock);
  const file = fileOf(databaseUrl);
  if (file !== null) {
    metrics.watch('studyloop_backup_age_seconds', 'Since the newest copy of the database was made.', () => ageOf(file));
  }
  return {
    ...metrics,
    async open(premises) {
      const connection = (platform: string) => metrics.connection(platform);
      const serving = await metrics.serve(
        { host: http.host, port },
        partsOf(config, premises, { connection, stopping }),
      );
      premises.log.info('health awaited', { host: http.host, port: serving.port });
      return serving;
    },
  };
}

const none: Instruments = {
  log: (log) => log,
  store: (store) => store,
  runner: (runner) => runner,
  app: (app) => app,
  open: async () => await Promise.resolve({ [Symbol.asyncDispose]: async () => await Promise.resolve() }),
};

function ageOf(file: string): number | null {
  const at = newestCopyAt(file);
  return at === null ? null : (systemClock.now() - at) / 1000;
}
