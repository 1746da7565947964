import { once } from 'node:events';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { ask } from '../../support/ask-for-runs.ts';
import { ended, startStudyloop, studyloop } from '../../support/program.ts';
import { contentsOf, leftOf } from '../../support/redis-scan.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { openClient, secret } from '../../support/remote-runner.ts';

const resources = new AsyncDisposableStack();
let redis: RedisServer;
let workers: ReturnType<typeof startWorker>[];

beforeAll(async () => {
  redis = resources.use(await startRedis());
  workers = [startWorker(), startWorker(), startWorker()];
});
afterAll(async () => await resources.disposeAsync());

const settings = () => ({ REDIS_URL: redis.url, SECRET_KEY: secret, RUN_CONCURRENCY: '1' });

/** A worker as hosts start it. */
function startWorker() {
  const child = startStudyloop(['worker'], { settings: settings() });
  const end = ended(child);
  resources.defer(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await end;
  });
  return { child, end };
}

/** Workers that are ready. */
async function announced(): Promise<number> {
  const told = Object.values(await redis.probe.hgetall('{studyloop}:line:workers'));
  return told.filter((text) => text.includes('"slots":1')).length;
}

const sleeps = (seconds: number, text: string) => `import time\ntime.sleep(${seconds})\nprint("${text}")`;

test('workers may be killed at any time: each run still gets its own result, once', async () => {
  await expect.poll(announced, { timeout: 30_000 }).toBe(3);
  const clients = [openClient(redis), openClient(redis)];
  for (const client of clients) onTestFinished(async () => await client[Symbol.asyncDispose]());
  const runs = Array.from({ length: 40 }, (_, index) => {
    const client = clients[index % 2];
    if (client === undefined) throw new Error('expected a client');
    const learner = learnerId(`test:${index % 16}`);
    return ask(client, { code: sleeps(0.1, `run ${index}`), learner });
  });
  await Promise.race(runs.map(async ({ until }) => await until('started')));
  workers[0]?.child.kill('SIGKILL');

  for (const [index, { outcome, events }] of runs.entries()) {
    expect(await outcome).toMatchObject({ kind: 'finished', stdout: `run ${index}\n` });
    expect(events.filter(({ kind }) => kind !== 'queued').map(({ kind }) => kind)).toEqual(['started', 'done']);
  }
  // The token of the dead one is BullMQ's to clear away: within its lock's time.
  await expect.poll(async () => await leftOf(redis), { timeout: 15_000 }).toEqual([]);
});

test('of a client that was killed, no code is left in Redis, and nothing of it is kept for good', async () => {
  const child = startStudyloop(['run', '--clock', 'real', '-'], { settings: settings() });
  child.stdin.end(sleeps(1, 'a word of mine'));
  await expect.poll(async () => await redis.probe.hlen('{studyloop}:line:taken')).toBe(1);
  child.kill('SIGKILL');
  await once(child, 'close');
  await expect
    .poll(async () => (await contentsOf(redis)).filter(({ key }) => key.includes(':inbox:')), { timeout: 5000 })
    .toHaveLength(1);

  for (const { key, value, ttlMs } of await contentsOf(redis)) {
    expect(value).not.toMatch(/word of mine/u);
    // What was sealed for it lapses by itself; the line is looked through by whoever comes next.
    if (key.includes(':inbox:')) expect(ttlMs).toBeGreaterThan(0);
    if (key.includes(':inbox:')) expect(ttlMs).toBeLessThanOrEqual(30_000);
  }
});

test('a program is run by a worker elsewhere', async () => {
  const ran = await studyloop(['run', '-'], { stdin: 'print("far away")', settings: settings() });

  expect(ran).toMatchObject({ code: 0, stdout: 'far away\n' });
});

test('workers that are asked to end finish what they run, take nothing more, and leave the rest to others', async () => {
  const client = openClient(redis);
  onTestFinished(async () => await client[Symbol.asyncDispose]());
  const running = [1, 2].map((number) => ask(client, { code: sleeps(1.5, `run ${number}`) }));
  for (const { until } of running) await until('started');
  const waiting = ask(client, { code: 'print("later")' });
  await waiting.until('queued');
  const [, ...living] = workers;
  for (const { child } of living) child.kill('SIGTERM');

  for (const { end } of living) expect(await end).toMatchObject({ code: 0 });
  expect(await Promise.all(running.map(async ({ outcome }) => await outcome))).toMatchObject([
    { kind: 'finished', stdout: 'run 1\n' },
    { kind: 'finished', stdout: 'run 2\n' },
  ]);
  const last = startWorker();
  expect(await waiting.outcome).toMatchObject({ kind: 'finished', stdout: 'later\n' });
  last.child.kill('SIGTERM');
  expect(await last.end).toMatchObject({
    code: 0,
    stdout: 'This worker runs one program at a time. Ctrl-C ends it.\n',
  });
});
