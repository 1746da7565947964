import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { learnerId, runId } from '#core/ids.ts';
import type { Runner } from '#runner/create-runner.ts';
import { createLine } from '#runner/remote/line.ts';
import { createSealer } from '#runner/remote/sealed.ts';
import { ask } from '../../support/ask-for-runs.ts';
import { contentsOf, leftOf } from '../../support/redis-scan.ts';
import { startRedis, type RedisServer } from '../../support/redis-server.ts';
import { keepingLog, openClient, openWorker, secret } from '../../support/remote-runner.ts';
import { createTestRunner, openTestRunner } from '../../support/test-runner.ts';

const resources = new AsyncDisposableStack();
let redis: RedisServer;
let local: Runner;

beforeAll(async () => {
  redis = resources.use(await startRedis());
  local = resources.use(await openTestRunner({ wallMs: 6000 }, { concurrency: 4 }));
});
afterAll(async () => await resources.disposeAsync());
beforeEach(async () => void (await redis.probe.flushall()));

const client = (options: Parameters<typeof openClient>[1] = {}) => atEnd(openClient(redis, options));
const worker = (options: Parameters<typeof openWorker>[2] = {}) => atEnd(openWorker(redis, local, options));

function atEnd<Thing extends AsyncDisposable>(thing: Thing): Thing {
  onTestFinished(async () => await thing[Symbol.asyncDispose]());
  return thing;
}

const prints = (text: string) => `print("${text}")`;
const sleeps = (seconds: number, text = '') => `import time\ntime.sleep(${seconds})\nprint("${text}")`;
const printed = (text: string) => ({ kind: 'finished', stdout: `${text}\n` });

describe('the line over Redis', () => {
  test('gives each of many runs of two clients, done by three workers, its own result', async () => {
    const clients = [client(), client()];
    for (const _ of [1, 2, 3]) worker();
    const runs = Array.from({ length: 60 }, (_, index) => {
      const runner = clients[index % 2] ?? clients[0];
      if (runner === undefined) throw new Error('expected a client');
      return { index, asked: ask(runner, { code: prints(`run ${index}`), learner: learnerId(`test:${index % 20}`) }) };
    });

    for (const { index, asked } of runs) {
      expect(await asked.outcome).toMatchObject(printed(`run ${index}`));
      expect(asked.events.filter(({ kind }) => kind !== 'queued').map(({ kind }) => kind)).toEqual(['started', 'done']);
    }
  });

  test('keeps nothing of what was asked and answered', async () => {
    const runner = client();
    worker();
    const learner = learnerId('test:somebody-in-particular');
    const code = prints('a word of mine');
    const runs = [1, 2, 3].map((number) =>
      ask(runner, { code, learner, stdin: 'given', id: runId(`request-${number}`) }),
    );
    for (const { outcome } of runs) expect(await outcome).toMatchObject(printed('a word of mine'));

    await expect.poll(async () => await leftOf(redis)).toEqual([]);
    for (const { key, value } of await contentsOf(redis)) {
      expect(`${key} ${value}`).not.toMatch(/word of mine|somebody|request-|given/u);
    }
  });

  test('holds up nobody for a learner who asks for ten', async () => {
    const runner = client();
    worker({ concurrency: 1 });
    const ends: string[] = [];
    const go = async (name: string, who: string) => {
      await ask(runner, { code: sleeps(0.05, name), learner: learnerId(who) }).outcome;
      ends.push(name);
    };
    const many = Array.from({ length: 10 }, async (_, index) => go(`greedy ${index}`, 'test:greedy'));
    await Promise.all([...many, go('other', 'test:other')]);

    expect(ends.indexOf('other')).toBeLessThanOrEqual(2);
    expect(ends.filter((name) => name !== 'other')).toEqual(
      Array.from({ length: 10 }, (_, index) => `greedy ${index}`),
    );
  });

  test('lets those who wait in chat before a batch, and tells both their places', async () => {
    const [chat, batch] = [client(), client({ urgency: 'batch' })];
    worker({ concurrency: 1 });
    const first = ask(chat, { code: sleeps(0.8) });
    await first.until('started');
    const second = ask(batch, { code: prints('batch') });
    await second.until('queued');
    const third = ask(chat, { code: prints('chat') });
    const ended = await Promise.race([second.outcome, third.outcome]);

    expect(ended).toMatchObject(printed('chat'));
    expect(await second.outcome).toMatchObject(printed('batch'));
    expect(third.events[0]).toMatchObject({ kind: 'queued', place: 1, etaMs: expect.any(Number) });
  });

  test('is stopped from another process, by the learner it belongs to alone', async () => {
    const [one, other] = [client(), client()];
    worker({ concurrency: 1 });
    const [learner, id, second] = [learnerId('test:ada'), runId('request-1'), runId('request-2')];
    const running = ask(one, { code: sleeps(60), learner, id });
    await running.until('started');
    const waiting = ask(one, { code: prints('never'), learner, id: second });
    await waiting.until('queued');

    expect(await other.cancel(learnerId('test:eve'), id)).toBe('not-there');
    expect(await other.cancel(learner, second)).toBe('stopping');
    expect(await waiting.outcome).toEqual({ kind: 'cancelled' });
    expect(await other.cancel(learner, id)).toBe('stopping');
    expect(await running.outcome).toEqual({ kind: 'cancelled' });
    expect(await other.cancel(learner, id)).toBe('not-there');
  });

  test('has bounds for all and for one learner, and says when to come again', async () => {
    const runner = client({ queueSizePerLearner: 1, queueSizePerSlot: 2 });
    worker({ concurrency: 1 });
    const learner = learnerId('test:ada');
    const first = ask(runner, { code: sleeps(60), learner });
    await first.until('started');
    const second = ask(runner, { code: prints('2'), learner });
    await second.until('queued');

    expect(await ask(runner, { code: prints('3'), learner }).outcome).toMatchObject({ kind: 'busy' });

    const other = ask(runner, { code: prints('other') });
    await other.until('queued');

    expect(await ask(runner, { code: prints('too many') }).outcome).toMatchObject({
      kind: 'busy',
      retryAfterMs: expect.any(Number),
    });
    first.stop();
    expect(await second.outcome).toMatchObject(printed('2'));
    expect(await other.outcome).toMatchObject(printed('other'));
  });

  test('gives a learner so many runs a minute in all processes, and then says when there is another', async () => {
    const [one, other] = [client({ runsPerMinute: 2 }), client({ runsPerMinute: 2 })];
    worker();
    const learner = learnerId('test:ada');
    expect(await ask(one, { code: prints('1'), learner }).outcome).toMatchObject(printed('1'));
    expect(await ask(other, { code: prints('2'), learner }).outcome).toMatchObject(printed('2'));
    const refused = await ask(one, { code: prints('3'), learner }).outcome;

    expect(refused).toMatchObject({ kind: 'busy' });
    expect(refused.kind === 'busy' && refused.retryAfterMs).toBeGreaterThan(50_000);
    expect(refused.kind === 'busy' && refused.retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(await ask(one, { code: prints('4') }).outcome).toMatchObject(printed('4'));
  });
});

describe('without a worker', () => {
  test('a run is unavailable within seconds, and no Python is told', async () => {
    const runner = client();

    expect(await runner.python()).toBe(null);
    expect(await ask(runner, { code: prints('never') }).outcome).toMatchObject({
      kind: 'unavailable',
      reason: 'No worker is there to run programs.',
    });
  });

  test('that has a sandbox, a run is unavailable for the reason that the worker has', async () => {
    const broken = atEnd(createTestRunner({}, { python: '/nowhere/python3' }));
    const runner = client();
    atEnd(openWorker(redis, broken));
    const outcome = await ask(runner, { code: prints('never') }).outcome;

    expect(outcome).toMatchObject({ kind: 'unavailable', reason: expect.stringContaining('/nowhere/python3') });
    expect(await runner.python()).toBe(null);
    worker();
    await expect.poll(async () => await runner.python()).toEqual({ major: 3, minor: expect.any(Number) });
    expect(await ask(runner, { code: prints('now') }).outcome).toMatchObject(printed('now'));
  });
});

describe('whoever can write into Redis without our secret', () => {
  test('tells no result, and has nothing run', async () => {
    const { log, events } = keepingLog();
    const runner = client({ log });
    worker({ log });
    const forger = createSealer('a secret that somebody made up');
    const running = ask(runner, { code: sleeps(0.8, 'mine') });
    await running.until('started');
    const look = await createLine(redis.probe).look('a test');
    const [{ id, client: asking } = { id: '', client: '' }] = [...look.entries.values()];
    const doing = look.taken.get(id) ?? '';
    const [nonce] = look.workers.get(doing)?.holds ?? [];
    const result = { kind: 'run', outcome: { kind: 'cancelled' } };
    const task = { kind: 'run', learner: 'eve', code: prints('evil'), stdin: '', clock: 'auto' };
    const toClient = async (sealed: Buffer) => await redis.probe.rpush(`{studyloop}:line:inbox:${asking}`, sealed);
    const toWorker = async (sealed: Buffer) => await redis.probe.rpush(`{studyloop}:line:inbox:${doing}`, sealed);
    await toClient(forger.seal('to-client', asking, { kind: 'done', id, nonce, result }));
    await toClient(Buffer.from('not a message at all'));
    // What our own processes sealed for others, or for another try, is as good as nothing.
    await toClient(createSealer(secret).seal('to-client', 'c-another', { kind: 'done', id, nonce, result }));
    await toClient(
      createSealer(secret).seal('to-client', asking, { kind: 'done', id, nonce: 'of another try, long ago', result }),
    );
    await toWorker(forger.seal('to-worker', doing, { kind: 'job', id, client: asking, nonce, task }));
    await toWorker(forger.seal('to-worker', doing, { kind: 'stop', nonce }));

    expect(await running.outcome).toMatchObject(printed('mine'));
    await expect.poll(() => events.filter((event) => event === 'message refused').length).toBe(5);
  });

  test('holds up nobody with tokens of runs that do not exist', async () => {
    const runner = client();
    worker({ concurrency: 1 });
    await ask(runner, { code: prints('first') }).outcome;
    const { Queue } = await import('bullmq');
    const queue = new Queue('runs', { connection: redis.probe, prefix: '{studyloop}' });
    onTestFinished(async () => await queue.close());
    for (const data of [{ id: 'none', attempt: 1, client: 'c-dead' }, { garbage: true }, null])
      await queue.add('run', data);

    expect(await ask(runner, { code: prints('second') }).outcome).toMatchObject(printed('second'));
  });
});
