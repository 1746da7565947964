import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { ask } from '../../support/ask-for-runs.ts';
import { leftOf } from '../../support/redis-scan.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { keepingLog, openClient, openWorker } from '../../support/remote-runner.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const resources = new AsyncDisposableStack();
let redis: RedisServer;
let local: Runner;

beforeAll(async () => {
  redis = resources.use(await startRedis());
  local = resources.use(await openTestRunner({ wallMs: 6000 }, { concurrency: 4 }));
});
afterAll(async () => await resources.disposeAsync());

function atEnd<Thing extends AsyncDisposable>(thing: Thing): Thing {
  onTestFinished(async () => await thing[Symbol.asyncDispose]());
  return thing;
}

const sleeps = (seconds: number, text: string) => `import time\ntime.sleep(${seconds})\nprint("${text}")`;
const printed = (text: string) => ({ kind: 'finished', stdout: `${text}\n` });
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** A client and a worker of one slot, with a log that both share, one run under way and one that waits. */
async function busyPair(seconds: number) {
  const { log, events } = keepingLog();
  const runner = atEnd(openClient(redis, { log }));
  atEnd(openWorker(redis, local, { log, concurrency: 1 }));
  const running = ask(runner, { code: sleeps(seconds, 'first') });
  await running.until('started');
  const waiting = ask(runner, { code: 'print("second")' });
  await waiting.until('queued');
  return { runner, running, waiting, events };
}

describe('when Redis', () => {
  test('is emptied, what runs and what waits comes to its end, once', async () => {
    const { runner, running, waiting } = await busyPair(1);
    await redis.probe.flushall();

    expect(await running.outcome).toMatchObject(printed('first'));
    expect(await waiting.outcome).toMatchObject(printed('second'));
    expect(running.events.map(({ kind }) => kind)).toEqual(['started', 'done']);
    expect(await ask(runner, { code: 'print("third")' }).outcome).toMatchObject(printed('third'));
    await expect.poll(async () => await leftOf(redis)).toEqual([]);
  });

  test('is gone for five seconds and comes back empty, nothing hangs, and the log tells of it once', async () => {
    const { runner, running, waiting, events } = await busyPair(2);
    await redis.stop();
    await pause(5000);
    await redis.start();

    expect(await running.outcome).toMatchObject(printed('first'));
    expect(await waiting.outcome).toMatchObject(printed('second'));
    expect(await ask(runner, { code: 'print("third")' }).outcome).toMatchObject(printed('third'));
    // Once by the client, once by the worker.
    expect(events.filter((event) => event === 'redis unreachable')).toHaveLength(2);
    expect(events.filter((event) => event === 'redis reachable again')).toHaveLength(2);
    await expect.poll(async () => await leftOf(redis)).toEqual([]);
  });

  test('is away, who asks is told so within seconds, and who gives up gets away', async () => {
    const runner = atEnd(openClient(redis));
    atEnd(openWorker(redis, local));
    await ask(runner, { code: 'print("warm")' }).outcome;
    await redis.stop();
    const [asked, stopped] = [ask(runner, { code: 'print("late")' }), ask(runner, { code: 'print("never")' })];
    stopped.stop();

    expect(await stopped.outcome).toEqual({ kind: 'cancelled' });
    expect(await asked.outcome).toMatchObject({ kind: 'unavailable', cure: expect.stringContaining('Try again') });
    expect(await runner.python()).toBe(null);
    await redis.start();
    await expect.poll(async () => (await ask(runner, { code: 'print("back")' }).outcome).kind).toBe('finished');
  });

  test('freezes for a while, what was asked is done afterwards', async () => {
    const { running, waiting } = await busyPair(0.5);
    redis.freeze();
    await pause(3000);
    redis.thaw();

    expect(await running.outcome).toMatchObject(printed('first'));
    expect(await waiting.outcome).toMatchObject(printed('second'));
  });
});
