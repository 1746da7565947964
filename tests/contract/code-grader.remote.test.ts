import { afterAll, beforeAll } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { graderSamples } from '../support/grader-samples.ts';
import { openClient, openWorker } from '../support/remote-runner.ts';
import { startRedis, type RedisServer } from '../support/redis-server.ts';
import { openTestRunner } from '../support/test-runner.ts';
import { codeGraderContract } from './code-grader.ts';

const resources = new AsyncDisposableStack();
let redis: RedisServer;
let local: Runner;

beforeAll(async () => {
  redis = resources.use(await startRedis());
  local = resources.use(await openTestRunner({ wallMs: 4_000 }));
  resources.use(openWorker(redis, local));
});

afterAll(async () => await resources.disposeAsync());

codeGraderContract('the grader over Redis', async () => openClient(redis), graderSamples);
