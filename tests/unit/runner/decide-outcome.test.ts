import { describe, expect, test } from 'vitest';
import type { ClockReport } from '#runner/clock-report.ts';
import { decideOutcome } from '#runner/decide-outcome.ts';
import { defaultLimits } from '#runner/limits.ts';
import type { RunEnding } from '#runner/run-program.ts';
import type { EndReport } from '#runner/supervisor-message.ts';

const exited = (code: number) => code << 8;
const [SIGINT, SIGABRT, SIGKILL, SIGSEGV, SIGXCPU] = [2, 6, 9, 11, 24];

const quiet = { text: () => '', isCut: () => false };
const cut = { text: () => 'head', isCut: () => true };

function ending(report: Partial<EndReport> | null, more: Partial<RunEnding> = {}): RunEnding {
  const whole: EndReport = {
    kind: 'ended',
    status: 0,
    cpuMs: 5,
    peakBytes: 10_000_000,
    clockMs: 20,
    memoryError: false,
    overMemory: false,
    overCpu: false,
    ...report,
  };
  return {
    startedAfterMs: 30,
    report: report === null ? null : whole,
    failure: null,
    stopped: null,
    stdout: quiet,
    stderr: quiet,
    clock: 'real',
    told: null,
    wallMs: 60,
    ...more,
  };
}

const decide = (one: RunEnding) => decideOutcome(one, defaultLimits);

describe('a program that ended by itself', () => {
  test.each([0, 1, 3, 137, 255])('with exit code %i is finished', (exitCode) => {
    expect(decide(ending({ status: exited(exitCode) }))).toMatchObject({ kind: 'finished', exitCode, signal: null });
  });

  test('is finished although its time ran out in the same moment', () => {
    expect(decide(ending({ status: exited(0) }, { stopped: 'wall' }))).toMatchObject({ kind: 'finished', exitCode: 0 });
  });

  test('by an uncaught MemoryError is out of memory', () => {
    expect(decide(ending({ status: exited(1), memoryError: true }))).toMatchObject({
      kind: 'out-of-memory',
      limitBytes: defaultLimits.memoryBytes,
      exitCode: 1,
    });
  });

  test.each([SIGSEGV, SIGABRT])('that crashed by signal %i with all its memory in use is out of memory', (signal) => {
    const peakBytes = defaultLimits.memoryBytes - 20_000_000;

    expect(decide(ending({ status: signal, peakBytes }))).toMatchObject({ kind: 'out-of-memory', exitCode: null });
    expect(decide(ending({ status: signal, peakBytes: peakBytes / 2 }))).toMatchObject({ kind: 'crashed' });
  });

  test('with another exit code is finished, whatever it claims about its memory', () => {
    expect(decide(ending({ status: exited(4), memoryError: true }))).toMatchObject({ kind: 'finished', exitCode: 4 });
  });
});

describe('a program that a signal ended', () => {
  test('has crashed when no limit of ours sent it', () => {
    expect(decide(ending({ status: SIGSEGV }))).toMatchObject({ kind: 'crashed', exitCode: null, signal: 'SIGSEGV' });
    expect(decide(ending({ status: SIGKILL }))).toMatchObject({ kind: 'crashed', signal: 'SIGKILL' });
    expect(decide(ending({ status: SIGXCPU }))).toMatchObject({ kind: 'crashed', signal: 'SIGXCPU' });
    expect(decide(ending({ status: SIGINT }))).toMatchObject({ kind: 'crashed', signal: 'SIGINT' });
  });

  test('has a name also when the signal has none', () => {
    expect(decide(ending({ status: 40 }))).toMatchObject({ kind: 'crashed', signal: 'SIG40' });
  });

  test('has timed out when our clock sent it', () => {
    expect(decide(ending({ status: SIGKILL }, { stopped: 'wall' }))).toMatchObject({
      kind: 'timed-out',
      limitMs: defaultLimits.wallMs,
      signal: 'SIGKILL',
    });
  });

  test.each([SIGXCPU, SIGKILL])('%i has timed out when its CPU time was used up', (status) => {
    expect(decide(ending({ status, overCpu: true }))).toMatchObject({
      kind: 'timed-out',
      limitMs: defaultLimits.cpuS * 1000,
    });
  });

  test('has crashed when it broke with its CPU time used up', () => {
    expect(decide(ending({ status: SIGSEGV, overCpu: true }))).toMatchObject({ kind: 'crashed' });
  });

  test('is out of memory when its processes held too much together', () => {
    expect(decide(ending({ status: SIGKILL, overMemory: true }))).toMatchObject({ kind: 'out-of-memory' });
  });
});

describe('a program that we stopped', () => {
  test('printed too much when more came than fits, however it ended', () => {
    const much = { kind: 'too-much-output', limitBytes: defaultLimits.outputBytes, truncated: true, stdout: 'head' };
    expect(decide(ending({ status: SIGKILL }, { stopped: 'output', stdout: cut }))).toMatchObject(much);
    expect(decide(ending({ status: exited(0) }, { stopped: 'output', stdout: cut }))).toMatchObject(much);
  });

  test('was cancelled when that was asked for', () => {
    expect(decide(ending({ status: exited(0) }, { stopped: 'asked' }))).toEqual({ kind: 'cancelled' });
  });

  test('has timed out when its sandbox had to be killed with it', () => {
    expect(decide(ending(null, { stopped: 'wall' }))).toMatchObject({ kind: 'timed-out', signal: 'SIGKILL', cpuMs: 0 });
  });
});

describe('a program that was never started', () => {
  const neverStarted = (more: Partial<RunEnding>) => decide(ending(null, { startedAfterMs: null, ...more }));

  test('is unavailable, with what bubblewrap said and a cure that fits', () => {
    const stderr = {
      text: () => 'bwrap: Creating new namespace failed: Operation not permitted\n',
      isCut: () => false,
    };
    expect(neverStarted({ stderr })).toEqual({
      kind: 'unavailable',
      reason: 'The sandbox did not start: bwrap: Creating new namespace failed: Operation not permitted',
      cure: expect.stringContaining('user.max_user_namespaces'),
    });
  });

  test('is unavailable, with what process 1 said', () => {
    expect(neverStarted({ failure: 'OSError: no seccomp table for riscv64' })).toEqual({
      kind: 'unavailable',
      reason: 'The sandbox did not start: OSError: no seccomp table for riscv64',
      cure: 'Run the bot on x86-64 or 64-bit ARM.',
    });
  });

  test('is unavailable when its sandbox took too long', () => {
    expect(neverStarted({ stopped: 'start' })).toMatchObject({ kind: 'unavailable', cure: /RUN_CONCURRENCY/u });
  });
});

describe('what the process says about its clock', () => {
  const said = (more: Partial<ClockReport>): ClockReport => ({
    exit: null,
    outcome: 'finished',
    clock: 'virtual',
    clockMs: 3000,
    realMs: 0,
    approximate: [],
    findings: [],
    timeline: { length: 1 },
    deadlock: null,
    ...more,
  });

  test('gives the time, the findings and the timeline', () => {
    const finding = { kind: 'deadlock', line: 2, task: null, ms: null, message: 'waits' };

    expect(decide(ending({}, { told: said({ findings: [finding] }) }))).toMatchObject({
      kind: 'finished',
      clock: 'virtual',
      clockMs: 3000,
      findings: [finding],
      timeline: { length: 1 },
    });
  });

  test.each([
    ['deadlocked' as const, { kind: 'deadlocked', exitCode: null }],
    ['timed-out' as const, { kind: 'timed-out', limitMs: 86_400_000, exitCode: null }],
    ['finished' as const, { kind: 'finished', exitCode: 97 }],
  ])('names the ending %s when the exit status says the same', (outcome, expected) => {
    expect(decide(ending({ status: exited(97) }, { told: said({ outcome }) }))).toMatchObject(expected);
  });

  test.each([exited(0), exited(1), SIGKILL])('names no ending that the wait status %i does not', (status) => {
    const told = decide(ending({ status }, { told: said({ outcome: 'deadlocked' }) }));

    expect(told.kind).toBe(status === SIGKILL ? 'crashed' : 'finished');
  });

  test('is nothing to believe when it is nothing that it says: then the time is the real one', () => {
    const outcome = decide(ending({ clockMs: 20 }, { clock: 'virtual', told: null }));

    expect(outcome).toMatchObject({ kind: 'finished', clock: 'virtual', clockMs: 20, realMs: 20, findings: [] });
    expect(outcome).not.toHaveProperty('timeline');
  });
});
