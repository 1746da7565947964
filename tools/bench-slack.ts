import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Exchange } from '../tests/support/slack/people/exchange.ts';
import type { Channel } from '../tests/support/slack/world/model.ts';
import { startSlack } from '../tests/support/slack/start-slack.ts';

/**
 * Load on the bot in Slack over HTTP. Starts a Slack on loopback, which holds every channel to a post a second and every method to
 * its tier, and `studyloop start` against it. Slack and its people run in this process, on the same machine.
 *
 *     sh bin/node24 tools/bench-slack.ts [SECONDS] [A_SECOND]         people type commands at that rate, by signed requests:
 *                                                                     how long acknowledgements take, and the bot's memory
 *     sh bin/node24 tools/bench-slack.ts burst [PROMPTS] [CHANNELS]   so many questions are due at once in so many channels:
 *                                                                     how long until all stand there, and what Slack refused
 */
const [mode, ...rest] = process.argv[2] === 'burst' ? process.argv.slice(2) : ['load', ...process.argv.slice(2)];
const project = fileURLToPath(new URL('..', import.meta.url));
const port = 42_000 + (process.pid % 20_000);

const folder = await mkdtemp(join(tmpdir(), 'studyloop-bench-'));
const server = await startSlack({ manifest: JSON.parse(await readFile(join(project, 'slack/manifest.json'), 'utf8')) });
const acme = server.workspace('Acme');
const bot = spawn(join(project, 'bin/studyloop'), ['start'], {
  env: {
    ...process.env,
    SLACK_BOT_TOKEN: acme.botToken,
    SLACK_SIGNING_SECRET: server.signingSecret,
    SLACK_API_URL: server.apiUrl,
    HTTP_PORT: String(port),
    DATABASE_URL: `sqlite:${join(folder, 'load.db')}`,
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await listening();
  if (mode === 'burst') await measureBurst(rest.map(Number));
  else await measureLoad(rest.map(Number));
} finally {
  bot.kill('SIGTERM');
  await once(bot, 'exit');
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

async function measureLoad([seconds = 60, rate = 100]: readonly number[]): Promise<void> {
  // A channel takes a message a second: each of them has twice that.
  const people = Array.from({ length: rate * 2 }, (_, at) => acme.person(`P${at}`, { in: 'dm' }));
  const commands = [['/lesson', 'async'], ['/quiz'], ['/progress'], ['/help'], ['/next']] as const;
  const ask = (nth: number) => {
    const [command, text] = commands[nth % commands.length] ?? ['/help'];
    return people[nth % people.length]?.slash(command, text);
  };
  await load(ask, { lasts: 5, rate });
  const memory = watchMemory(bot.pid ?? 0);
  const workedBefore = await workedS();
  const done = await load(ask, { lasts: seconds, rate });
  const worked = (await workedS()) - workedBefore;
  await sleep(3000);
  reportLoad(done, memory.stop());
  console.log(`the bot worked ${worked.toFixed(1)} s of these ${seconds} s`);
}

/** In each channel people call the bot by its name, all at the same time: each question goes into a thread of its own. */
async function measureBurst([prompts = 1000, channels = 200]: readonly number[]): Promise<void> {
  const places = Array.from({ length: channels }, (_, at) => acme.channel(`study-${at}`));
  const people = places.map((place, at) => acme.person(`P${at}`, { in: place }));
  const memory = watchMemory(bot.pid ?? 0);
  const beganAt = performance.now();
  const asked = Array.from({ length: prompts }, (_, nth) => people[nth % people.length]?.asksBot('quiz').ts);
  const answered = () => {
    const standing = places.flatMap(({ messages }) => [...messages.values()].filter(({ isFromBot }) => isFromBot));
    return new Set(standing.flatMap(({ threadTs }) => threadTs ?? [])).size;
  };
  const patienceMs = 900_000;
  while (answered() < asked.length && performance.now() - beganAt < patienceMs) await sleep(250);
  const lasted = (performance.now() - beganAt) / 1000;
  reportBurst({ asked: asked.length, answered: answered(), lasted, gaps: gapsIn(places) }, memory.stop());
}

/** Between posts of the bot to the same channel, in ms. */
function gapsIn(places: readonly Channel[]): readonly number[] {
  return places.flatMap(({ messages }) => {
    const at = [...messages.values()].filter(({ isFromBot }) => isFromBot).map(({ ts }) => Number(ts) * 1000);
    return at.slice(1).map((ms, before) => ms - (at[before] ?? ms));
  });
}

async function listening(): Promise<void> {
  for (let tries = 300; tries > 0; tries -= 1) {
    try {
      return await server.sendTo(`http://127.0.0.1:${port}/slack/events`);
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`expected the bot to listen on port ${port}`);
}

/** Evenly spread over the time. */
async function load(
  ask: (nth: number) => Exchange | undefined,
  { lasts, rate }: { readonly lasts: number; readonly rate: number },
): Promise<readonly Exchange[]> {
  const done: Exchange[] = [];
  const beganAt = performance.now();
  for (let nth = 0; performance.now() - beganAt < lasts * 1000;) {
    for (const due = ((performance.now() - beganAt) / 1000) * rate; nth < due; nth += 1) {
      const exchange = ask(nth);
      if (exchange !== undefined) done.push(exchange);
    }
    await sleep(2);
  }
  return done;
}

/** Seconds of processor time that the bot has used. On a machine that others use too it says more than the clock does. */
async function workedS(): Promise<number> {
  const stat = await readFile(`/proc/${bot.pid ?? 0}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return (user + system) / 100;
}

function watchMemory(pid: number) {
  const mib: number[] = [];
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    mib.push(Number(/^VmRSS:\s+(\d+)/mu.exec(status)?.[1] ?? 0) / 1024);
  };
  const timer = setInterval(() => void look(), 1000);
  return {
    stop(): readonly number[] {
      clearInterval(timer);
      return mib;
    },
  };
}

function reportLoad(done: readonly Exchange[], mib: readonly number[]): void {
  const took = done.map((exchange) => exchange.timing().ackMs);
  const known = took.filter((ms) => ms !== null).toSorted((one, other) => one - other);
  const at = (share: number) => known[Math.min(known.length - 1, Math.floor(known.length * share))] ?? Number.NaN;
  const late = took.filter((ms) => ms === null || ms > 3000).length;
  const lines = [
    `${done.length} requests: acknowledged p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms,`,
    `longest ${at(1).toFixed(0)} ms; not acknowledged or later than 3 s: ${late}; refused for their pace: ${server.rateLimits.refused}`,
    ...always(mib),
  ];
  console.log(lines.join('\n'));
}

interface Burst {
  readonly asked: number;
  readonly answered: number;
  /** In s. */
  readonly lasted: number;
  readonly gaps: readonly number[];
}

function reportBurst({ asked, answered, lasted, gaps }: Burst, mib: readonly number[]): void {
  const lines = [
    `${answered} of ${asked} prompts stand there after ${lasted.toFixed(0)} s (${(answered / lasted).toFixed(1)} a second);`,
    `shortest time between two in a channel: ${Math.min(...gaps).toFixed(0)} ms; refused for their pace: ${server.rateLimits.refused}`,
    ...always(mib),
  ];
  console.log(lines.join('\n'));
}

function always(mib: readonly number[]): readonly string[] {
  const [first, most, last] = [mib[0] ?? 0, Math.max(...mib), mib.at(-1) ?? 0];
  return [
    `memory of the bot: ${first.toFixed(0)} MiB at the start, ${most.toFixed(0)} at most, ${last.toFixed(0)} at the end`,
    server.complaints.length === 0 ? 'nothing to complain of' : server.complaints.slice(0, 10).join('\n'),
  ];
}
