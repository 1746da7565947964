import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { worker } from '#cli/worker.ts';

/** A worker that is started with these settings alone. */
async function started(environment: Readonly<Record<string, string>>): Promise<number> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  return await worker({ ...streams, environment, folder: '/', project: '/', stopping: AbortSignal.abort() });
}

describe('a worker does not start', () => {
  test('without REDIS_URL', async () => {
    await expect(started({})).rejects.toThrow('set REDIS_URL to where it is');
  });

  test('without SECRET_KEY', async () => {
    await expect(started({ REDIS_URL: 'redis://127.0.0.1:9' })).rejects.toThrow('With REDIS_URL, SECRET_KEY is needed');
  });

  test('with another kind of address, which is not told, as it may hold a password', async () => {
    const starting = started({ REDIS_URL: 'http://:hush@127.0.0.1', SECRET_KEY: 'k'.repeat(40) });

    await expect(starting).rejects.toThrow(/^The setting REDIS_URL cannot be what it is: (?!.*hush)/u);
  });
});
