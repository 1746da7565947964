import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { project } from '../../support/program.ts';

const packages = /node_modules\/(?:bullmq|ioredis|rate-limiter-flexible)\//u;

/** Every module that a process of its own had loaded, each time it printed them. */
async function loadedAfter(script: string): Promise<readonly (readonly string[])[]> {
  const hooks = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    ${script}
    process.exit();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', hooks], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = (await text(child.stdout)).trim().split('\n');
  return lines.map((line) => {
    const urls: unknown = JSON.parse(line);
    return Array.isArray(urls) ? urls.map(String) : [];
  });
}

const opening = (settings: string) => `
  await openRuns(readConfig({ ${settings} }), { log, askers: 'learners', environment: { PATH: '/usr/bin:/bin' } });
  console.log(JSON.stringify(loaded));`;

test('what talks to Redis is loaded with REDIS_URL, and not without', async () => {
  const [without = [], after = []] = await loadedAfter(`
    await import('#cli/start.ts');
    await import('#cli/worker.ts');
    const { readConfig } = await import('#src/config.ts');
    const { openRuns } = await import('#cli/open-runs.ts');
    const log = { info() {}, warn() {}, error() {} };
    ${opening('')}
    ${opening(`REDIS_URL: 'redis://127.0.0.1:9', SECRET_KEY: '${'k'.repeat(40)}'`)}`);

  expect(without.filter((url) => url.includes('/src/runner/'))).not.toEqual([]);
  expect(without.filter((url) => packages.test(url) || url.includes('/src/runner/remote/'))).toEqual([]);
  expect(after.filter((url) => packages.test(url))).not.toEqual([]);
});
