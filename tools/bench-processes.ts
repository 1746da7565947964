import { readdir, readFile } from 'node:fs/promises';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../tests/support/postgres-server.ts';
import { startRedis } from '../tests/support/redis-server.ts';
import type { Person } from '../tests/support/slack/people/person.ts';
import { startSlack } from '../tests/support/slack/start-slack.ts';
import { startBalancer } from '../tests/support/storm/balancer.ts';
import { startFleet } from '../tests/support/storm/fleet.ts';
import { freePort } from '../tests/support/free-port.ts';

/**
 * What people in Slack get from one process over SQLite, and from one, two and three web processes over PostgreSQL (with Redis and a
 * worker beside them): replies a second, how long each took, and whose processor time it was.
 *
 *     sh bin/node24 tools/bench-processes.ts [SECONDS] [PEOPLE]
 *
 * Slack, its people and the load balancer run in this process, on the same machine: its share is told too.
 */
const [seconds = 15, people = 24] = process.argv.slice(2).map(Number);
const project = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(project, 'slack/manifest.json'), 'utf8'));
const commands = [['/lesson', 'async'], ['/quiz'], ['/progress'], ['/help'], ['/next']] as const;

for (const webs of [0, 1, 2, 3]) console.log(await measure(webs));

/** `webs` of 0: one process with everything in it, over SQLite. */
async function measure(webs: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-processes-'));
  const [postgres, redis] = [await startPostgres(`${folder}-postgres`), await startRedis()];
  const slack = await startSlack({ manifest, pace: { isOff: true } });
  const acme = slack.workspace('Acme');
  const ports = await Promise.all(Array.from({ length: Math.max(1, webs) }, freePort));
  const balancer = await startBalancer(ports);
  const shared = {
    SLACK_BOT_TOKEN: acme.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SECRET_KEY: 'a key of this measurement, which nobody else has',
    LOG_LEVEL: 'warn',
  };
  const many = { ...shared, DATABASE_URL: postgres.urlOf('postgres'), REDIS_URL: redis.url };
  const alone = { ...shared, DATABASE_URL: `sqlite:${join(folder, 'one.db')}` };
  const posts =
    webs === 0
      ? ports.map((port) => ({ role: 'all' as const, settings: { ...alone, HTTP_PORT: String(port) } }))
      : [
          ...ports.map((port) => ({ role: 'web' as const, settings: { ...many, HTTP_PORT: String(port) } })),
          { role: 'worker' as const, settings: many },
        ];
  const fleet = startFleet(posts, folder);
  try {
    for (const port of ports) await reached(port);
    await slack.sendTo(`${balancer.url}/slack/events`);
    const crowd = Array.from({ length: people }, (_, at) => acme.person(`P${at}`, { in: acme.channel(`room-${at}`) }));
    await talk(crowd, 3);
    const pids = { bots: fleet.pids(), postgres: await below(await masterOf(`${folder}-postgres`)) };
    const before = await costs(pids, redis.cpuMs);
    const took = (await talk(crowd, seconds)).toSorted((one, other) => one - other);
    const spent = difference(await costs(pids, redis.cpuMs), before);
    const each = (ms: number) => `${(ms / took.length).toFixed(1)} ms`;
    const at = (share: number) => `${(took[Math.floor(took.length * share)] ?? Number.NaN).toFixed(0)} ms`;
    return [
      webs === 0 ? 'one process, SQLite' : `${webs} web, PostgreSQL`,
      `${(took.length / seconds).toFixed(0)} replies/s, p50 ${at(0.5)}, p99 ${at(0.99)}`,
      `processor for each: bot ${each(spent.bots)}, PostgreSQL ${each(spent.postgres)}, Redis ${each(spent.redis)}, this ${each(spent.us)}`,
    ].join(' · ');
  } finally {
    await fleet.stop();
    await Promise.all([slack.close(), balancer.close(), redis[Symbol.asyncDispose](), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everybody asks again as soon as they have their reply; how long each took, in ms. */
async function talk(crowd: readonly Person[], lasts: number): Promise<readonly number[]> {
  const took: number[] = [];
  const until = performance.now() + lasts * 1000;
  await Promise.all(
    crowd.map(async (person, nth) => {
      for (let turn = nth; performance.now() < until; turn += 1) {
        const [command, text] = commands[turn % commands.length] ?? ['/help'];
        const before = person.screen().length;
        const since = performance.now();
        person.slash(command, text);
        while (person.screen().length === before && performance.now() < until + 5000) await sleep(3);
        took.push(performance.now() - since);
      }
    }),
  );
  return took;
}

interface Costs {
  readonly bots: number;
  readonly postgres: number;
  readonly redis: number;
  readonly us: number;
}

async function costs(
  { bots, postgres }: { readonly bots: readonly number[]; readonly postgres: readonly number[] },
  redis: () => Promise<number>,
): Promise<Costs> {
  const { user, system } = process.cpuUsage();
  const sum = async (pids: readonly number[]) =>
    (await Promise.all(pids.map(workedMs))).reduce((all, ms) => all + ms, 0);
  return { bots: await sum(bots), postgres: await sum(postgres), redis: await redis(), us: (user + system) / 1000 };
}

function difference(after: Costs, before: Costs): Costs {
  return {
    bots: after.bots - before.bots,
    postgres: after.postgres - before.postgres,
    redis: after.redis - before.redis,
    us: after.us - before.us,
  };
}

/** Milliseconds of the processor, from its beginning. */
async function workedMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14).map(Number);
  return (user + system) * 10;
}

async function masterOf(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);
}

/** A process and those that it has started. */
async function below(parent: number): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name)).map(Number);
  const found = [parent];
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]) === parent) found.push(pid);
  }
  return found;
}

async function reached(port: number): Promise<void> {
  for (let tries = 600; tries > 0; tries -= 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', body: '{}' });
      return;
    } catch {
      await sleep(100);
    }
  }
  throw new Error(`expected the bot to listen on port ${port}`);
}
