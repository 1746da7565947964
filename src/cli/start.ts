import { join } from 'node:path';
import { createApp } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import type { Config } from '#src/config.ts';
import type { LogTarget } from './logger.ts';
import { createLog } from './logger.ts';
import { usualPort } from './bot-parts.ts';
import { keepHouse } from './keep-house.ts';
import { beat } from './heartbeat.ts';
import { openConfig, openContent } from './open.ts';
import { openReviewer } from './open-reviewer.ts';
import { openRuns } from './open-runs.ts';
import { serveRuns } from './serve-runs.ts';
import { systemClock, systemRandom } from './system.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** What runs has so long to end after a signal. */
const stopMs = 5000;
/** And what is left then, so long. */
const lingerMs = 1000;
/** Between two looks at what is to be sent by itself. */
const beatMs = 5000;
/** After the start, in which there is enough to do. */
const warmUpMs = 1000;

/** Starts the bots that the settings ask for, and serves until they or the process are ended. */
export async function start(terminal: Terminal): Promise<number> {
  const config = openConfig(terminal);
  const library = await openContent(terminal);
  const log = createLog(config.logLevel, logTarget(terminal, config));
  await using resources = new AsyncDisposableStack();
  const store = resources.use(await openStore(config.databaseUrl));
  const runner = resources.use(await openRuns(config, { ...terminal, log, askers: 'learners' }));
  // Nothing else is needed then: this process is a worker as well.
  if (config.redisUrl !== null) resources.use(await serveRuns(config, { ...terminal, log }));
  const reviewer = openReviewer();
  const clocks = { clock: systemClock, random: systemRandom };
  const app = createApp({ library, store, runner, grader: runner, reviewer, ...clocks, log });
  const bots = await openBots(config, { terminal, store, log, resources });
  await keepHouse(store, { log, signal: terminal.stopping });
  // The first sandbox takes a second or two: nobody should have to wait for it.
  runner.warmUp().catch((error: unknown) => log.error('runner broken', { error }));
  warmUp(reviewer, log);
  log.info('started', { bots: bots.map(({ name }) => name) });
  const left = new AbortController();
  const stop = AbortSignal.any([terminal.stopping, left.signal]);
  const beating = beat({ app, bots, clock: systemClock, log, everyMs: beatMs, signal: stop });
  const serving = Promise.all(bots.map(async (bot) => await bot.serve(app, terminal.stopping)));
  // When all bots have ended by themselves, nobody is left to send anything.
  const served = serving.finally(() => left.abort()).then(async () => await beating);
  await Promise.race([served, stopped(terminal.stopping, log)]);
  log.info('stopped', {});
  // Discord's requests may hold the process longer than that: it ends all the same.
  setTimeout(() => process.exit(), lingerMs).unref();
  return 0;
}

/** Neither should anybody wait for its parser; it is loaded when everything else stands. */
function warmUp(reviewer: CodeReviewer, log: Log): void {
  const load = () => reviewer.review('pass').catch((error: unknown) => log.error('reviewer broken', { error }));
  setTimeout(() => void load(), warmUpMs).unref();
}

interface Premises {
  readonly terminal: Terminal;
  readonly store: Store;
  readonly log: Log;
  readonly resources: AsyncDisposableStack;
}

/** A bot for each platform that has a token; the console's when there is none. What a bot needs is loaded only for it. */
async function openBots(config: Config, { terminal, store, log, resources }: Premises): Promise<readonly Bot[]> {
  const { discord, slack } = config;
  if (discord === null && slack === null) return [(await import('./console-bot.ts')).consoleBot(terminal, log)];
  const { createDraw } = await import('#pictures/create-draw.ts');
  const { createFrontDoor } = await import('#bots/shared/front-door.ts');
  const draw = createDraw();
  resources.defer(async () => await draw.close());
  const { host, port } = config.http;
  const door = createFrontDoor({ host, port: port ?? usualPort });
  const around = { door, notes: store.notes, requests: store.requests, draw, log };
  const bots: Bot[] = [];
  if (discord !== null) bots.push((await import('./discord-bot.ts')).discordBot(discord, config, around));
  if (slack !== null) bots.push((await import('./slack-bot.ts')).slackBot(slack, config, around));
  const places = [...(discord === null ? [] : ['Discord']), ...(slack === null ? [] : ['Slack'])];
  say(terminal, `Studyloop is on in ${places.join(' and ')}. Ctrl-C ends it.`);
  return bots;
}

/** While the console bot has the terminal to itself, the log goes to a file. */
function logTarget({ stdin, stdout, project }: Terminal, { discord, slack }: Config): LogTarget {
  const talking = discord === null && slack === null && stdin.isTTY === true && stdout.isTTY === true;
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
