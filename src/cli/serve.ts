import { join } from 'node:path';
import { createApp, type App } from '#core/app.ts';
import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import type { Log } from '#core/ports/log.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import type { Config } from '#src/config.ts';
import { aborted } from '#bots/shared/aborted.ts';
import { drain } from './drain.ts';
import { keepCopies } from './keep-copies.ts';
import type { LogTarget } from './logger.ts';
import { createLog } from './logger.ts';
import { keepHouse } from './keep-house.ts';
import { beat } from './heartbeat.ts';
import { openContent } from './open.ts';
import type { Staff } from './open-bots.ts';
import { openBots } from './open-bots.ts';
import { openInstruments } from './open-instruments.ts';
import { openReviewer } from './open-reviewer.ts';
import type { Runs } from './open-runs.ts';
import { openRuns } from './open-runs.ts';
import { serveRuns } from './serve-runs.ts';
import { systemClock, systemRandom } from './system.ts';
import type { Terminal } from './terminal.ts';
import { waysIn } from './ways-in.ts';

/** What is left when everything has had its time to end has so long. */
const lingerMs = 1000;
/** Between two looks at what is to be sent by itself. */
const beatMs = 5000;
/** After the start, in which there is enough to do. */
const warmUpMs = 1000;

/** Opens what the role of this process works with, and serves until it or the process is ended. */
export async function serve(config: Config, terminal: Terminal): Promise<number> {
  const ways = waysIn(config);
  const library = await openContent(terminal);
  await using resources = new AsyncDisposableStack();
  const instruments = await openInstruments(config, terminal.stopping);
  const log = instruments.log(createLog(config.logLevel, logTarget(terminal, config)));
  const store = instruments.store(resources.use(await openStore(config.databaseUrl)));
  // A scheduler runs nothing.
  const redisUrl = config.role === 'scheduler' ? null : config.redisUrl;
  const runs = resources.use(await openRuns({ ...config, redisUrl }, { ...terminal, log, askers: 'learners' }));
  const runner = instruments.runner(runs);
  // Nothing else is needed then: this process is a worker as well.
  if (config.redisUrl !== null && config.role === 'all') resources.use(await serveRuns(config, { ...terminal, log }));
  const reviewer = openReviewer();
  const clocks = { clock: systemClock, random: systemRandom };
  const app = instruments.app(createApp({ library, store, runner, grader: runner, reviewer, ...clocks, log }));
  const staff = await openBots(config, ways, { terminal, store, log, resources });
  resources.use(await instruments.open({ store, python: async () => await runner.python(), log }));
  if (isScheduler(config)) await keepAll(config, store, { log, signal: terminal.stopping });
  if (config.role !== 'scheduler') warmUp(runner, reviewer, log);
  log.info('started', { role: config.role, bots: staff.senders.map(({ name }) => name) });
  await work(config, { app, staff, log, stopping: terminal.stopping });
  log.info('stopped', {});
  // Discord's requests may hold the process longer than that: it ends all the same.
  setTimeout(() => process.exit(), lingerMs).unref();
  return 0;
}

const isScheduler = ({ role }: Config) => role === 'scheduler' || role === 'all';

/** What is done beside all requests, by whoever does it first. */
async function keepAll(config: Config, store: Store, around: { readonly log: Log; readonly signal: AbortSignal }) {
  await keepHouse(store, around);
  keepCopies(config, around);
}

/** The first sandbox takes a second or two, the reviewer's parser less: nobody should have to wait for them. */
function warmUp(runner: Pick<Runs, 'warmUp'>, reviewer: CodeReviewer, log: Log): void {
  runner.warmUp().catch((error: unknown) => log.error('runner broken', { error }));
  const load = () => reviewer.review('pass').catch((error: unknown) => log.error('reviewer broken', { error }));
  setTimeout(() => void load(), warmUpMs).unref();
}

interface Working {
  readonly app: App;
  readonly staff: Staff;
  readonly log: Log;
  readonly stopping: AbortSignal;
}

/** Hears and sends until there is nobody left to do it for, or everything has had its time to end after the signal. */
async function work(config: Config, { app, staff: { bots, senders }, log, stopping }: Working): Promise<void> {
  const left = new AbortController();
  const signal = AbortSignal.any([stopping, left.signal]);
  const everyMs = beatMs;
  const beating = isScheduler(config)
    ? beat({ app, bots: senders, clock: systemClock, log, everyMs, signal })
    : Promise.resolve();
  const closing = drain(config, stopping);
  const serving =
    bots.length === 0 ? aborted(stopping) : Promise.all(bots.map(async (bot) => await bot.serve(app, closing)));
  // When all bots have ended by themselves, nobody is left to send anything.
  const served = serving.finally(() => left.abort()).then(async () => await beating);
  await Promise.race([served, lastMoment(closing, stopping, log)]);
}

/** What runs has so long to end after nothing new is taken any more. */
const stopMs = 5000;

async function lastMoment(closing: AbortSignal, stopping: AbortSignal, log: Log): Promise<void> {
  await aborted(stopping);
  log.info('stopping', { reason: String(stopping.reason) });
  await aborted(closing);
  await new Promise((resolve) => setTimeout(resolve, stopMs).unref());
}

/** While the console bot has the terminal to itself, the log goes to a file. */
function logTarget({ stdin, stdout, project }: Terminal, { discord, slack }: Config): LogTarget {
  const talking = discord === null && slack === null && stdin.isTTY === true && stdout.isTTY === true;
  return talking ? { kind: 'file', path: join(project, 'data', 'studyloop.log') } : { kind: 'stderr' };
}
