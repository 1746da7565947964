import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { openTestRunner, runOnce } from '../../support/test-runner.ts';
import { isAlive, processesNamed, pythonNamed } from './process-tree.ts';

/** A process may say itself how it ends (ADR 14). These programs say so although they do not, or have broken the way. */
describe('a program that', () => {
  let runner: Runner;
  beforeAll(async () => {
    runner = await openTestRunner();
  });
  afterAll(async () => {
    await runner[Symbol.asyncDispose]();
  });

  test('claims to have ended and goes on is answered with its claim, and ended', async () => {
    const outcome = await runOnce(runner, { code: `${pythonNamed('early-liar')}${forged}` });
    expect(outcome).toMatchObject({ kind: 'finished', exitCode: 7, stdout: 'before\n', findings: [] });
    await vi.waitFor(() => expect(processesNamed('early-liar').filter(isAlive)).toEqual([]), { timeout: 5_000 });
    expect(await runOnce(runner, { code: 'print("next")' })).toMatchObject({ kind: 'finished', stdout: 'next\n' });
  });

  test.each([
    [
      'puts a file in the place of its output',
      'import os\nos.dup2(os.open("/tmp/out", os.O_CREAT | os.O_WRONLY), 1)',
      '',
    ],
    ['closes its output', 'import os\nprint("x", flush=True)\nos.close(1)', 'x\n'],
    ['closes what its report would go to', 'import os\nprint("x")\nos.close(0)', 'x\n'],
    ['puts a pipe there', 'import os\nprint("x")\nos.dup2(os.pipe()[1], 0)', 'x\n'],
    ['breaks the module that would end it', 'import socket, os\nsocket.socket = os.fstat = None\nprint("x")', 'x\n'],
  ])('%s ends as it would', async (_what, code, stdout) => {
    expect(await runOnce(runner, { code })).toMatchObject({ kind: 'finished', exitCode: 0, stdout });
  });

  test.each([
    ['os._exit(3)', { kind: 'finished', exitCode: 3 }],
    ['os.kill(os.getpid(), 11)', { kind: 'crashed', signal: 'SIGSEGV' }],
    ['raise SystemExit(300)', { kind: 'finished', exitCode: 44 }],
    ['raise SystemExit(-2)', { kind: 'finished', exitCode: 254 }],
  ])('ends by %s is told by how it ended', async (code, expected) => {
    const outcome = await runOnce(runner, { code: `import os\nprint("x", flush=True)\n${code}` });
    expect(outcome).toMatchObject({ ...expected, stdout: 'x\n' });
  });

  test('leaves a process behind that prints is answered at once, without what that one prints', async () => {
    const code =
      'import os, time\nprint("main", flush=True)\nif os.fork() == 0:\n    time.sleep(60)\n    print("late")';
    expect(await runOnce(runner, { code, clock: 'real' })).toMatchObject({ kind: 'finished', stdout: 'main\n' });
  });
});

const report = {
  exit: { status: 7, cpuMs: 0, peakBytes: 0, memoryError: false },
  outcome: 'finished',
  clock: 'virtual',
  clockMs: 0,
  realMs: 0,
  approximate: [],
  findings: [],
  deadlock: null,
  timeline: null,
};
const forged = `
import os, socket
print("before", flush=True)
os.write(0, b'''${JSON.stringify(report)}''')
for number in (1, 2, 0):
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, number).shutdown(socket.SHUT_RDWR)
while True:
    pass
`;
