import { join } from 'node:path';
import { createApp } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { consoleBot } from './console-bot.ts';
import type { LogTarget } from './logger.ts';
import { createLog } from './logger.ts';
import { openConfig, openContent } from './open.ts';
import { openRunner } from './open-runner.ts';
import { systemClock, systemRandom } from './system.ts';
import type { Terminal } from './terminal.ts';

/** What runs has so long to end after a signal. */
const stopMs = 5000;
/** Platforms repeat an event for minutes; its id is kept a week. */
const eventMemoryMs = 7 * 24 * 3_600_000;

/** Starts the bot and serves until the conversation or the process is ended. */
export async function start(terminal: Terminal): Promise<number> {
  const config = openConfig(terminal);
  const library = await openContent(terminal);
  const log = createLog(config.logLevel, logTarget(terminal));
  await using resources = new AsyncDisposableStack();
  const store = resources.use(await openStore(config.databaseUrl));
  const runner = resources.use(openRunner(config, { ...terminal, log, askers: 'learners' }));
  const app = createApp({ library, store, runner, clock: systemClock, random: systemRandom, log });
  const bots: readonly Bot[] = [consoleBot(terminal, log)];
  await forgetOldEvents(store, log);
  log.info('started', { bots: bots.map(({ name }) => name) });
  const serving = Promise.all(bots.map(async (bot) => await bot.serve(app, terminal.stopping)));
  await Promise.race([serving, stopped(terminal.stopping, log)]);
  log.info('stopped', {});
  return 0;
}

async function forgetOldEvents(store: Store, log: Log): Promise<void> {
  await store.requests.forgetBefore(systemClock.now() - eventMemoryMs);
  log.info('old events forgotten', {});
}

/** The console bot has the terminal to itself; its log goes to a file. */
function logTarget({ stdin, stdout, project }: Terminal): LogTarget {
  const talking = stdin.isTTY === true && stdout.isTTY === true;
  return talking ? { kind: 'file', path: join(project, 'data', 'studyloop.log') } : { kind: 'stderr' };
}

/** Settles when what runs has had its time to end after the signal. */
async function stopped(stopping: AbortSignal, log: Log): Promise<void> {
  await new Promise<void>((resolve) => {
    stopping.addEventListener('abort', () => {
      log.info('stopping', { reason: String(stopping.reason) });
      setTimeout(resolve, stopMs).unref();
    });
  });
}
