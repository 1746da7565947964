import { describe, expect, onTestFinished, test } from 'vitest';
import { openMetrics } from '#metrics/open-metrics.ts';
import type { Part } from '#metrics/serve-health.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Log } from '#core/ports/log.ts';
import { testApp } from '../../support/app.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { createScriptedRunner } from '../../support/scripted-runner.ts';
import { createScriptedGrader } from '../../support/scripted-grader.ts';

const clock = { now: () => Date.now() };
const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const host = '127.0.0.1';

async function pages(metrics: ReturnType<typeof openMetrics>, parts: readonly Part[] = []) {
  const serving = await metrics.serve({ host, port: 0 }, parts);
  onTestFinished(async () => await serving[Symbol.asyncDispose]());
  return async (path: string) => {
    const response = await fetch(`http://${host}:${serving.port}${path}`);
    return { status: response.status, text: await response.text() };
  };
}

describe('what is counted', () => {
  test('comes from what passes through the parts, which do the same as before', async () => {
    const metrics = openMetrics(clock);
    const log = metrics.log(silent);
    const store = metrics.store(createMemoryStore());
    const runner = metrics.runner({ ...createScriptedRunner({}), ...createScriptedGrader({}) });
    const page = await pages(metrics);
    log.info('request', { request: 'x', command: 'lesson', platform: 'slack', outcome: 'answered', ms: 40 });
    log.info('delivery', { delivery: 'daily/1', platform: 'slack', outcome: 'delivered' });
    log.warn('reply not delivered', { platform: 'slack', event: 'x', trouble: 'gone', why: '404' });
    expect(await store.requests.claim(requestId('one'), 1, 10)).toBe('new');
    expect(await store.requests.claim(requestId('one'), 2, 10)).toBe('taken');
    const job = { code: '1', stdin: '', learner: learnerId('test:secret-name'), clock: 'auto' } as const;
    const events = await Array.fromAsync(runner.run(job, new AbortController().signal));
    expect(events.at(-1)).toMatchObject({ kind: 'done' });
    const { status, text } = await page('/metrics');
    expect(status).toBe(200);
    for (const line of [
      'studyloop_requests_total{command="lesson",platform="slack",outcome="answered"} 1',
      'studyloop_reply_seconds_count{command="lesson",platform="slack"} 1',
      'studyloop_deliveries_total{platform="slack",outcome="delivered"} 1',
      'studyloop_platform_errors_total{platform="slack",kind="gone"} 1',
      'studyloop_log_lines_total{level="warn",event="reply not delivered"} 1',
      'studyloop_store_seconds_count{subject="requests",method="claim",outcome="done"} 2',
      'studyloop_runs_waiting 0',
      'studyloop_runs_running 0',
    ])
      expect(text).toContain(line);
    expect(text).toMatch(/studyloop_runs_total\{work="run",outcome="[\w-]+"\} 1/u);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain('secret-name');
  });

  test('a call to the store that fails is counted as that, and fails', async () => {
    const metrics = openMetrics(clock);
    const memory = createMemoryStore();
    const broken = { ...memory.notes, read: async () => await Promise.reject(new Error('gone')) };
    const store = metrics.store({ ...memory, notes: broken });
    await expect(store.notes.read('x')).rejects.toThrow('gone');
    const page = await pages(metrics);
    expect((await page('/metrics')).text).toContain('{subject="notes",method="read",outcome="failed"} 1');
  });

  test('first views are timed from the event on', async () => {
    const metrics = openMetrics(clock);
    const { app } = testApp();
    const page = await pages(metrics);
    const place = { platform: 'discord', visibility: 'private', community: 'here' } as const;
    const asked = {
      id: requestId('r'),
      command: 'help',
      args: {},
      learner: learnerId('discord:1'),
      locale: 'en',
      place,
    };
    const request = { ...asked, receivedAt: Date.now() - 2000 };
    await Array.fromAsync(metrics.app(app).handle(request, new AbortController().signal));
    const { text } = await page('/metrics');
    expect(text).toContain('studyloop_first_view_seconds_bucket{le="1",platform="discord"} 0');
    expect(text).toContain('studyloop_first_view_seconds_count{platform="discord"} 1');
    expect(text).toContain('studyloop_requests_under_way{platform="discord"} 0');
  });
});

describe('whether the process is well', () => {
  const well: Part = { name: 'store', look: async () => await Promise.resolve({ state: 'well', detail: '' }) };
  const part = (state: 'missing' | 'broken'): Part => ({
    name: 'runs',
    look: async () => await Promise.resolve({ state, detail: 'no Python' }),
  });

  test('it is ready with all its parts, and without one that only takes something away', async () => {
    const page = await pages(openMetrics(clock), [well, part('missing')]);
    const { status, text } = await page('/readyz');
    expect([status, JSON.parse(text).ready]).toEqual([200, true]);
    expect(text.split('\n').filter((line) => line.includes('"name"'))).toHaveLength(2);
  });

  test.each([
    ['is broken', part('broken')],
    ['throws', { name: 'store', look: async () => await Promise.reject(new Error('locked')) }],
    ['does not answer', { name: 'store', look: async () => await new Promise<never>(() => undefined) }],
  ])('it is alive but not ready when a part %s', async (_, broken) => {
    const page = await pages(openMetrics(clock), [well, broken]);
    expect((await page('/readyz')).status).toBe(503);
    expect((await page('/healthz')).status).toBe(200);
    expect((await page('/elsewhere')).status).toBe(404);
  });

  test('what the log says of a connection is known', () => {
    const metrics = openMetrics(clock);
    const log = metrics.log(silent);
    expect(metrics.connection('discord')).toBe('unknown');
    log.info('discord connected', {});
    expect(metrics.connection('discord')).toBe('stands');
    log.warn('discord connection lost', { shard: 0 });
    expect(metrics.connection('discord')).toBe('lost');
  });

  test('a port that somebody has is told of in one sentence', async () => {
    const metrics = openMetrics(clock);
    const serving = await metrics.serve({ host, port: 0 }, []);
    onTestFinished(async () => await serving[Symbol.asyncDispose]());
    await expect(openMetrics(clock).serve({ host, port: serving.port }, [])).rejects.toThrow('METRICS_PORT');
  });
});
