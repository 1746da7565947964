import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { programsOf, ran } from '../../support/clock-programs.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const programs = new Map((await Promise.all((['same', 'clean'] as const).map(programsOf))).flat());
const codeOf = (name: string) => programs.get(`${name}.py`) ?? `raise SystemExit("there is no ${name}.py")`;

let runner: Runner;

beforeAll(async () => {
  runner = await openTestRunner();
});

afterAll(async () => runner[Symbol.asyncDispose]());

describe('on its own clock a program', () => {
  test('sleeps ten seconds without our waiting for them', async () => {
    const outcome = await ran(runner, { code: 'import time\ntime.sleep(10)\nprint("awake")' });

    expect(outcome).toMatchObject({ kind: 'finished', stdout: 'awake\n', clock: 'virtual', clockMs: 10_000 });
    expect(outcome).toMatchObject({ realMs: 0, approximate: [] });
  });

  test('sees the same date every time', async () => {
    const { stdout } = await ran(runner, { code: 'import datetime\nprint(datetime.datetime.now().date())' });

    expect(stdout).toBe('2026-01-01\n');
  });

  test.each(['gather', 'queue-workers', 'random-order', 'threads-queue', 'executor-pool', 'game-tick'])(
    'prints the same bytes and leaves the same timeline every time: %s',
    async (name) => {
      const runs = await Promise.all(Array.from({ length: 20 }, async () => ran(runner, { code: codeOf(name) })));

      const all = runs.map(({ stdout, stderr, clockMs, timeline }) =>
        JSON.stringify([stdout, stderr, clockMs, timeline]),
      );
      expect(new Set(all).size).toBe(1);
      expect(runs[0]).toMatchObject({ kind: 'finished', timeline: { version: 1 } });
    },
  );

  test('follows real time while a process of its own lives', async () => {
    const code = 'import subprocess, time\nsubprocess.run(["/bin/sh", "-c", "sleep 0.3"])\ntime.sleep(100)';
    const { clock, clockMs, realMs } = await ran(runner, { code });

    expect(clock).toBe('virtual');
    expect(realMs).toBeGreaterThan(290);
    expect(clockMs).toBeGreaterThanOrEqual(realMs + 100_000);
  });

  test('follows real time to its end when it leaves a process behind', async () => {
    const code = 'import subprocess\nsubprocess.Popen(["/bin/sleep", "9"])\nimport time\ntime.sleep(0.2)';
    const { clockMs, realMs } = await ran(runner, { code });

    expect(realMs).toBeGreaterThan(190);
    expect(clockMs).toBeGreaterThanOrEqual(realMs);
  });

  test('that works hard says that its times are not exact', async () => {
    const code = 'import time\nwhile time.process_time() < 0.2: pass';

    expect(await ran(runner, { code })).toMatchObject({ realMs: 0, approximate: ['cpu'] });
  });

  test('may fork: the child lives in real time and says nothing for its parent', async () => {
    const code =
      'import os\nif os.fork() == 0:\n    raise SystemExit(3)\nprint(os.waitstatus_to_exitcode(os.wait()[1]))';

    expect(await ran(runner, { code })).toMatchObject({ kind: 'finished', exitCode: 0, stdout: '3\n' });
  });
});

test('on the real clock a program waits, and says so', async () => {
  const { clock, clockMs, realMs, wallMs } = await ran(runner, { code: 'import time\ntime.sleep(0.2)', clock: 'real' });

  expect(clock).toBe('real');
  expect(clockMs).toBeGreaterThanOrEqual(200);
  expect(realMs).toBe(clockMs);
  expect(wallMs).toBeGreaterThanOrEqual(200);
});

describe('nothing of the clock is to be seen', () => {
  const looks = {
    'in the list of modules': 'import sys\nprint([name for name in sys.modules if "clock" in name or "seam" in name])',
    'on the stack of a task': `
import asyncio, inspect
async def main():
    print([frame.filename for frame in inspect.stack() if frame.filename.startswith("<")])
asyncio.run(main())`,
    'on the stack of a thread': `
import threading, inspect
def look():
    print([frame.filename for frame in inspect.stack() if frame.filename.startswith("<")])
thread = threading.Thread(target=look)
thread.start()
thread.join()`,
    'in a traceback': `
import asyncio, traceback
async def main():
    asyncio.get_running_loop().call_soon(int)
    raise ValueError
try:
    asyncio.run(main())
except ValueError as error:
    print([frame.filename for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("<")])`,
  };

  test.each(Object.entries(looks))('%s', async (_where, code) => {
    expect(await ran(runner, { code })).toMatchObject({ kind: 'finished', stdout: '[]\n', stderr: '' });
  });
});

describe('what a program says in our name', () => {
  const forged = { outcome: 'deadlocked', clock: 'real', clockMs: 1, findings: [], timeline: null };
  const forge = (more: object) =>
    `import os\nos.write(0, ${JSON.stringify(JSON.stringify({ ...forged, ...more }))}.encode())\n`;

  test('changes no fact of its ending', async () => {
    const outcome = await ran(runner, { code: `${forge({ stdout: 'no', exitCode: 9 })}print("yes")\nos._exit(4)` });

    expect(outcome).toMatchObject({ kind: 'finished', exitCode: 4, stdout: 'yes\n' });
  });

  test('is not believed when it is said beside the truth', async () => {
    const outcome = await ran(runner, { code: forge({}) });

    expect(outcome).toMatchObject({ kind: 'finished', exitCode: 0, findings: [] });
  });

  test('may be as long as it likes', async () => {
    const outcome = await ran(runner, { code: 'import os\nfor _ in range(100):\n    os.write(0, b"[" * 100_000)' });

    expect(outcome).toMatchObject({ kind: 'finished', exitCode: 0, findings: [] });
    expect(outcome.timeline).toBeUndefined();
  });
});

describe('there is no timeline, and the time is the real one,', () => {
  test.each([
    ['of a program that ends in the middle', 'import os\nos._exit(0)', 'finished'],
    ['of one that a signal ends', 'import os\nos.kill(os.getpid(), 9)', 'crashed'],
    ['of one that has closed its input', 'import os\nos.close(0)', 'finished'],
    [
      'of one that has put something else there',
      'import os\nos.dup2(os.open("f", os.O_CREAT | os.O_RDWR), 0)',
      'finished',
    ],
  ])('%s', async (_what, code, kind) => {
    const outcome = await ran(runner, { code: `import time\ntime.sleep(9)\n${code}` });

    expect(outcome).toMatchObject({ kind, clock: 'virtual', findings: [], clockMs: outcome.wallMs });
    expect(outcome.timeline).toBeUndefined();
  });
});
