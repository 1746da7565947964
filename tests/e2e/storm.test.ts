import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { openStore } from '#store/open-store.ts';
import { permissions } from '../support/discord/codes.ts';
import { startDiscord } from '../support/discord/start-discord.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { project } from '../support/program.ts';
import type { RedisServer } from '../support/redis-server.ts';
import { startRedis } from '../support/redis-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { startSlack } from '../support/slack/start-slack.ts';
import { expectProgress } from '../support/storm/check-progress.ts';
import { startBalancer } from '../support/storm/balancer.ts';
import { countEndings, report } from '../support/storm/count-endings.ts';
import type { Fleet, Role } from '../support/storm/fleet.ts';
import { startFleet } from '../support/storm/fleet.ts';
import type { Asked } from '../support/storm/ledger.ts';
import { endingOf, leaks, timesAnswered } from '../support/storm/ledger.ts';
import type { Learner } from '../support/storm/learners.ts';
import { discordLearner, learn, settled, slackLearner } from '../support/storm/learners.ts';
import { freePort } from '../support/free-port.ts';

/** STORM=all: the size that a community has, for five minutes; STORM_SEED repeats what was killed when, as far as a scheduler lets it. */
const isFull = process.env['STORM'] === 'all';
const seed = Number(process.env['STORM_SEED'] ?? Date.now() % 1_000_000);
const chance = seededRandom(seed);
const size = isFull
  ? { seconds: 300, web: 3, gateway: 2, scheduler: 2, worker: 3, learners: 6, channels: 4, minutes: 4 }
  : { seconds: 9, web: 2, gateway: 1, scheduler: 1, worker: 2, learners: 2, channels: 0, minutes: 0 };
/** How long Postgres and Redis are away. */
const outageMs = isFull ? 10_000 : 2000;
/** A claim of a process that was killed while it sent something is over after three minutes. */
const afterwardsMs = isFull ? 240_000 : 60_000;
const loaded = loadLibrary(join(project, 'content'));
const course = loaded.kind === 'loaded' ? loaded.library.courses[0] : undefined;
if (course === undefined) throw new Error('expected the content to be without problems');
const manifest = JSON.parse(readFileSync(join(project, 'slack/manifest.json'), 'utf8'));

test(
  `many processes that are killed at random, over a Postgres and a Redis that go away, answer everything once (seed ${seed})`,
  { timeout: (size.seconds + 60) * 1000 + afterwardsMs + 120_000 },
  async () => {
    const place = await openPlace();
    const { discord, slack, acme, fleet } = place;
    const learners = peopleOf(place);
    await discord.connected(120_000);
    await discord.requested('PUT', /commands$/u, { withinMs: 120_000 });
    await expect.poll(async () => await isReached(place), { timeout: 120_000, interval: 500 }).toBe(true);
    slack.deliveries.repeatEach(1);
    discord.gateway.repeatNext(1_000_000);
    const rooms = await scheduleQuestions(place);
    const ledger: Asked[] = [];
    const ending = new AbortController();
    const learning = learners.map(async (learner) => await learn(learner, ledger, ending.signal));
    const outages = await rage(place);
    ending.abort();
    await Promise.all(learning);
    slack.clock.skip(60_000);
    await Promise.all(ledger.map(async (asked) => await settled(asked, 60_000)));
    await Promise.all(rooms.map(async (room) => await room.complete(afterwardsMs)));

    console.log(
      `storm of seed ${seed}: ${fleet.starts} starts; ${report(ledger)}; ${doubledIn(ledger).length} runs answered twice; questions ${rooms.map(({ posted }) => posted()).join(' ')}`,
    );
    // Who starts while Postgres is away ends with a sentence, and is started again.
    const excused = (at: number) => outages.some(({ from, to }) => at > from && at < to + 3000);
    expect(fleet.deaths.filter(({ at, code }) => code !== 1 || !excused(at))).toEqual([]);
    const waiting = ledger.filter((asked) => endingOf(asked) === 'waiting');
    expect(waiting.map(describeAsked)).toEqual([]);
    expect(leaks(ledger)).toEqual([]);
    // In Slack, what one person alone sees cannot be found again: it may come twice when its process dies in that moment.
    const doubled = doubledIn(ledger);
    expect(doubled.filter(({ isMarked }) => isMarked).map(describeAsked)).toEqual([]);
    expect(doubled.length).toBeLessThanOrEqual(Math.ceil(ledger.length / 500));
    expect(countEndings(ledger).answered).toBeGreaterThan(ledger.length / 2);
    for (const room of rooms) expect(room.posted()).toBe(room.planned);
    await using store = await openStore(place.postgres.urlOf('postgres'));
    const classes = [`slack/${acme.workspace.id}`, `discord/${discord.guild().id}`];
    await expectProgress({ store, course, classes, learners: learners.map(({ id }) => id), ledger });
    expect(new Set(await fleet.stop())).toEqual(new Set([0]));
    expect([...discord.complaints, ...slack.complaints]).toEqual([]);
    expect(acme.botToken).not.toBe('');
  },
);

const doubledIn = (ledger: readonly Asked[]) =>
  ledger.filter((asked) => asked.kind === 'run' && timesAnswered(asked) > 1);

const describeAsked = (asked: Asked) =>
  `${asked.learner} ${asked.kind} ${asked.wanted.source}: ${asked.seen().join(' | ').slice(0, 400)}`;

type Place = Awaited<ReturnType<typeof openPlace>>;

/** Both platforms, both servers, and a process for each post. */
async function openPlace() {
  const folder = await mkdtemp(join(tmpdir(), 'storm-'));
  const postgres = await startPostgres(`${folder}-postgres`);
  const redis = await startRedis();
  const discord = await startDiscord({ heartbeatMs: 5000, maxConcurrency: 1 });
  const slack = await startSlack({ manifest, pace: { isOff: true } });
  const acme = slack.workspace('Acme');
  const ports = await Promise.all(Array.from({ length: size.web }, freePort));
  const balancer = await startBalancer(ports);
  const settings = {
    DATABASE_URL: postgres.urlOf('postgres'),
    REDIS_URL: redis.url,
    SECRET_KEY: 'a key of this test, which nobody else has ever had',
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: acme.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  const posts = [
    ...ports.map((port) => ({ role: 'web' as const, settings: { ...settings, HTTP_PORT: String(port) } })),
    ...(['gateway', 'scheduler', 'worker'] as const).flatMap((role) =>
      Array.from({ length: size[role] }, () => ({ role, settings })),
    ),
  ];
  const fleet = startFleet(posts, folder);
  onTestFinished(async () => {
    await fleet.stop();
    await Promise.all([
      discord.close(),
      slack.close(),
      balancer.close(),
      redis[Symbol.asyncDispose](),
      postgres.stop(),
    ]);
    if (process.env['STORM_KEEP'] === undefined) await rm(folder, { recursive: true, force: true });
    else console.log(folder);
  });
  return { folder, postgres, redis, discord, slack, acme, balancer, fleet };
}

function peopleOf({ discord, acme }: Pick<Place, 'discord' | 'acme'>): readonly Learner[] {
  return Array.from({ length: size.learners }, (_, nth) => {
    const way = nth % 2 === 0 ? 'commands' : 'messages';
    const room = way === 'commands' ? acme.channel(`room-${nth}`) : 'dm';
    return [
      discordLearner(discord.person(`Dora ${nth}`, { in: nth % 2 === 0 ? 'guild' : 'dm' })),
      slackLearner(acme.person(`Sam ${nth}`, { in: room }), way),
    ];
  }).flat();
}

/** Slack takes an address that answers its challenge. */
async function isReached({ slack, balancer }: Pick<Place, 'slack' | 'balancer'>): Promise<boolean> {
  try {
    await slack.sendTo(`${balancer.url}/slack/events`);
    return true;
  } catch {
    return false;
  }
}

/** Kills one after the other; a third of the way in Redis goes away for a while, after two thirds Postgres does. */
async function rage({
  fleet,
  redis,
  postgres,
}: Pick<Place, 'fleet' | 'redis' | 'postgres'>): Promise<readonly Outage[]> {
  const killing = killForAWhile(fleet, size.seconds * 1000);
  await pause((size.seconds * 1000) / 3);
  const first = await away(redis);
  await pause((size.seconds * 1000) / 3);
  const second = await away(postgres);
  await killing;
  return [first, second];
}

/** Epoch milliseconds. */
interface Outage {
  readonly from: number;
  readonly to: number;
}

async function away(
  server: Pick<RedisServer, 'stop' | 'start'> | Pick<PostgresServer, 'stop' | 'start'>,
): Promise<Outage> {
  const from = Date.now();
  await server.stop();
  await pause(outageMs);
  await server.start();
  return { from, to: Date.now() };
}

async function killForAWhile(fleet: Fleet, ms: number): Promise<void> {
  const killed: Role[] = [];
  for (const until = Date.now() + ms; Date.now() < until;) {
    await pause(2000 + chance() * 3000);
    const role = fleet.killOne(chance);
    if (role !== null) killed.push(role);
  }
  console.log(`killed: ${killed.join(' ')}`);
}

interface Room {
  readonly planned: number;
  /** How many questions of the day stand there. */
  posted(): number;
  /** Settles when all do, or the time is over. */
  complete(withinMs: number): Promise<void>;
}

/** A question in each of the next minutes, in channels of both platforms. */
async function scheduleQuestions({ discord, acme }: Pick<Place, 'discord' | 'acme'>): Promise<readonly Room[]> {
  if (size.channels === 0) return [];
  const times = Array.from({ length: size.minutes }, (_, nth) =>
    new Date(Date.now() + (nth + 1) * 60_000).toISOString().slice(11, 16),
  );
  const guild = discord.guild();
  const rooms: Room[] = [];
  for (let nth = 0; nth < size.channels; nth += 1) {
    const [channel, study] = [discord.channel(guild, `study-${nth}`), acme.channel(`study-${nth}`)];
    const [tom, tina] = [discord.person('Tom', { guild }), acme.person('Tina', { in: study, rank: 'admin' })];
    discord.promote(tom, guild, permissions.manageGuild);
    tom.goTo(channel);
    for (const time of times) {
      await tom.slash('daily', { action: `set ${time} UTC` }).sees('I will ask there');
      tina.slash('/daily', `set ${time} UTC`);
      await tina.sees('I will ask there');
    }
    rooms.push(
      roomOf(times.length, () => tom.screen().filter(({ text }) => text.includes('Question of the day:')).length),
      roomOf(times.length, () => tina.screen().filter(({ text }) => text.includes('Question of the day:')).length),
    );
  }
  return rooms;
}

function roomOf(planned: number, posted: () => number): Room {
  return {
    planned,
    posted,
    async complete(withinMs) {
      for (const until = Date.now() + withinMs; Date.now() < until && posted() < planned;) await pause(500);
      // One more may come of a process that went on late.
      await pause(10_000);
    },
  };
}
