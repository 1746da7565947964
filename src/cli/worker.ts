import { aborted } from '#bots/shared/aborted.ts';
import { createLog } from './logger.ts';
import { openInstruments } from './open-instruments.ts';
import { openConfig } from './open.ts';
import { serveRuns } from './serve-runs.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** Longer than what runs has to end, shorter than what hosts' supervisors wait. */
const endWithinMs = 9500;

/** Runs programs for bots anywhere, over Redis, until SIGTERM; then what runs has its time to end. */
export async function worker(terminal: Terminal): Promise<number> {
  const config = { ...openConfig(terminal), role: 'worker' } as const;
  const instruments = await openInstruments(config, terminal.stopping);
  const log = instruments.log(createLog(config.logLevel, { kind: 'stderr' }));
  await using serving = await serveRuns(config, { ...terminal, log });
  await using _health = await instruments.open({ store: null, python: async () => await serving.python(), log });
  const { concurrency } = config.run;
  say(
    terminal,
    `This worker runs ${concurrency === 1 ? 'one program' : `${concurrency} programs`} at a time. Ctrl-C ends it.`,
  );
  log.info('worker started', { concurrency });
  await aborted(terminal.stopping);
  log.info('worker stopping', {});
  // Whatever waits for a Redis that is away would hold the process for good.
  setTimeout(() => process.exit(), endWithinMs).unref();
  return 0;
}
