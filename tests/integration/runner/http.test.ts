import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evidenceOf } from '#core/explain/evidence.ts';
import { explain } from '#core/explain/explain.ts';
import { languages } from '#core/words.ts';
import type { Runner } from '#runner/create-runner.ts';
import { ran } from '../../support/clock-programs.ts';
import { speak } from '../../support/speak.ts';
import { openTestRunner, tiers } from '../../support/test-runner.ts';

const folder = join(import.meta.dirname, '../../fixtures/http');

/** Programs in which a client asks a server over real sockets, what they print, and how long they take on their own clock. */
const programs = [
  ['several-at-once', 'came: bob\ncame: dan\ncame: cleo\ncame: ada\nasked for: ada bob cleo dan\ntook 0.3 s\n', 300],
  ['slow-server', '200 here you are\nafter 0.2 s\ngiven up\nafter 0.4 s\n200 here you are\nafter 0.0 s\n', 600],
  ['failing-server', "0.0 s: ClientResponseError\n0.2 s: ServerDisconnectedError\n{'sky': 'rain'}\nafter 0.6 s\n", 600],
] as const;

const codeOf = (name: string) => readFileSync(join(folder, `${name}.py`), 'utf8');
const withoutTimes = (printed: string) => printed.replaceAll(/\d+\.\d s/gu, '… s');

describe.each(tiers)('HTTP over loopback in a sandbox of the tier `%s`', (tier) => {
  let runner: Runner;

  beforeAll(async () => {
    runner = await openTestRunner({}, { tier });
    const readiness = await runner.readiness();
    if (readiness.kind === 'ready' && !readiness.sandbox.python.hasAiohttp) {
      throw new Error(
        'these tests need aiohttp, and the Python of the sandbox has none: apt-get install python3-aiohttp',
      );
    }
  });

  afterAll(async () => {
    await runner[Symbol.asyncDispose]();
  });

  test.each(programs)('%s: requests are answered as by any server', async (name, printed) => {
    const outcome = await ran(runner, { code: codeOf(name) });
    expect(outcome).toMatchObject({ kind: 'finished', exitCode: 0, stderr: '', findings: [] });
    expect(withoutTimes(outcome.stdout)).toBe(withoutTimes(printed));
  });

  test.runIf(tier === 'pool').each(programs)(
    '%s: delays cost nothing and are exact, on every run',
    async (name, stdout, clockMs) => {
      const code = codeOf(name);
      const [first, ...others] = await Promise.all([1, 2, 3, 4].map(async () => await ran(runner, { code })));
      expect(first).toMatchObject({ clock: 'virtual', stdout, clockMs, realMs: 0 });
      for (const { stdout: printed, timeline } of others) {
        expect([printed, timeline]).toEqual([stdout, first?.timeline]);
      }
    },
  );

  test('nothing beyond this machine is reached, and that is said in plain words', async () => {
    const code = `import asyncio, aiohttp

async def main():
    async with aiohttp.ClientSession() as session:
        await session.get("http://example.com/")

asyncio.run(main())
`;
    const [told] = explain(evidenceOf(await ran(runner, { code }), code));
    expect(told?.kind).toBe('no-network');
    expect(told?.tell(speak('en'))).toContain('line 5');
  });
});

test.each(languages)('where aiohttp is missing, its learner is told so (%s)', (language) => {
  const code = 'import aiohttp\n';
  const stderr = `Traceback (most recent call last):
  File "main.py", line 1, in <module>
    import aiohttp
ModuleNotFoundError: No module named 'aiohttp'
`;
  const outcome = {
    kind: 'finished',
    exitCode: 1,
    signal: null,
    stdout: '',
    stderr,
    truncated: false,
    clock: 'virtual',
    clockMs: 0,
    realMs: 0,
    approximate: [],
    wallMs: 50,
    cpuMs: 40,
    peakBytes: 1,
    findings: [],
  } as const;
  const [told] = explain(evidenceOf(outcome, code));
  expect(told?.kind).toBe('no-module');
  expect(told?.tell(speak(language))).toMatch(/1.*`aiohttp`.*`apt-get install python3-aiohttp`/u);
});
