import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Exchange } from '../tests/support/discord/people/exchange.ts';
import type { Person } from '../tests/support/discord/people/person.ts';
import { startDiscord, type DiscordServer } from '../tests/support/discord/start-discord.ts';

/**
 * Load on the bot in Discord: `sh bin/node24 tools/bench-discord.ts [SECONDS] [A_SECOND] [GUILDS]`. Starts a Discord on
 * loopback and `studyloop start` against it, lets people read lessons and answer questions at that rate, and says how long
 * the first response took, and how much memory the bot held. Discord and its people run in this process, on the same machine.
 */
const [seconds = 60, rate = 200, guilds = 0] = process.argv.slice(2).map(Number);
const peopleCount = 400;
const project = fileURLToPath(new URL('..', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'studyloop-bench-'));
// Discord wants a shard for every 2,500 servers, and lets bots of that size start several at once.
const shards = Math.ceil((guilds + 1) / 2500);
const server = await startDiscord({ checks: 'compiled at the start', shards, maxConcurrency: shards });
const home = server.guild({ name: 'School' });
for (let left = guilds; left > 0; left -= 1) server.guild({ name: `Guild ${left}` });
const startedAt = performance.now();
const bot = spawn(join(project, 'bin/studyloop'), ['start'], {
  env: {
    ...process.env,
    DISCORD_TOKEN: server.token,
    DISCORD_API_URL: server.apiUrl,
    DATABASE_URL: `sqlite:${join(folder, 'load.db')}`,
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  await server.connected(60_000);
  await server.requested('PUT', /commands$/u, { withinMs: 60_000 });
  console.log(`connected, told of ${guilds + 1} servers: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  const people = Array.from({ length: peopleCount }, (_, at) => server.person(`P${at}`, { guild: home }));
  await load(people.map(learn), { seconds: 5, rate: rate / 4 });
  const memory = watchMemory(bot.pid ?? 0);
  const done = await load(people.map(learn), { seconds, rate });
  await sleep(3000);
  report(done, memory.stop(), server);
} finally {
  bot.kill('SIGTERM');
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

/** One person's way through the lesson: the next thing they do, or null while they wait for the last one. */
function learn(person: Person, at: number): () => Exchange | null {
  const steps = [
    () => person.slash('lesson', { course: 'async' }),
    () => person.press('Next'),
    () => person.press('Next'),
    () => person.slash('quiz'),
    () => person.slash('progress'),
    () => person.press('Continue'),
    () => person.slash('help'),
  ];
  let step = at;
  let last: Exchange | null = null;
  return () => {
    if (last !== null && last.timing().shownMs === null) return null;
    step += 1;
    const take = steps[step % steps.length];
    try {
      last = take?.() ?? null;
    } catch {
      // There is no such button on what they see: they look at the lesson again.
      last = person.slash('lesson', { course: 'async' });
    }
    return last;
  };
}

interface Load {
  readonly seconds: number;
  /** Interactions a second. */
  readonly rate: number;
}

/** Everybody in turn, evenly spread over the time; those who still wait are passed over. */
async function load(
  people: readonly (() => Exchange | null)[],
  { seconds: lasts, rate: aSecond }: Load,
): Promise<readonly Exchange[]> {
  const done: Exchange[] = [];
  const beganAt = performance.now();
  for (let turn = 0; performance.now() - beganAt < lasts * 1000;) {
    const due = ((performance.now() - beganAt) / 1000) * aSecond;
    while (done.length < due) {
      const exchange = people[turn % people.length]?.() ?? null;
      turn += 1;
      if (exchange !== null) done.push(exchange);
      else break;
    }
    await sleep(2);
  }
  return done;
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

function report(done: readonly Exchange[], mib: readonly number[], { complaints }: DiscordServer): void {
  const took = done.map((exchange) => exchange.timing().acknowledgedMs);
  const answered = took.filter((ms) => ms !== null).toSorted((one, other) => one - other);
  const at = (share: number) =>
    answered[Math.min(answered.length - 1, Math.floor(answered.length * share))] ?? Number.NaN;
  const late = took.filter((ms) => ms === null || ms > 3000).length;
  console.log(
    `${done.length} interactions in ${seconds} s: first response p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms,`,
  );
  console.log(`longest ${at(1).toFixed(0)} ms; not answered or later than 3 s: ${late}`);
  const [first = 0] = mib;
  console.log(
    `memory of the bot: ${first.toFixed(0)} MiB at the start, ${Math.max(...mib).toFixed(0)} at most, ${(mib.at(-1) ?? 0).toFixed(0)} at the end`,
  );
  console.log(complaints.length === 0 ? 'nothing to complain of' : complaints.slice(0, 10).join('\n'));
}
