import { constants } from 'node:os';
import type { Outcome, Ran, RunFacts } from '#core/outcome.ts';
import { explainFailedStart } from './explain-failed-start.ts';
import type { Limits } from './limits.ts';
import type { RunEnding } from './run-program.ts';

/** Names how a run ended, from facts alone: our timer, our counters, the kernel's wait status. */
export function decideOutcome(ending: RunEnding, limits: Limits): Outcome {
  if (ending.stopped === 'asked') return { kind: 'cancelled' };
  if (ending.startedAfterMs === null) return { kind: 'unavailable', ...explainFailedStart(ending) };
  const facts = factsOf(ending);
  if (facts.truncated) return { kind: 'too-much-output', limitBytes: limits.outputBytes, ...facts };
  if (ranOutOfMemory(ending)) return { kind: 'out-of-memory', limitBytes: limits.memoryBytes, ...facts };
  const limitMs = timeLimitHit(ending, facts, limits);
  if (limitMs !== null) return { kind: 'timed-out', limitMs, ...facts };
  return { kind: facts.signal === null ? 'finished' : 'crashed', ...facts } satisfies Ran;
}

const STATUS_KILLED = constants.signals.SIGKILL;

function factsOf({ report, stdout, stderr, wallMs }: RunEnding): RunFacts {
  // Without a report the sandbox was killed from outside, and the program in it.
  const status = report?.status ?? STATUS_KILLED;
  const signal = status & 0x7f;
  return {
    exitCode: signal === 0 ? status >> 8 : null,
    signal: signal === 0 ? null : signalName(signal),
    stdout: stdout.text(),
    stderr: stderr.text(),
    truncated: stdout.isCut() || stderr.isCut(),
    clock: 'real',
    clockMs: report?.clockMs ?? wallMs,
    wallMs,
    cpuMs: report?.cpuMs ?? 0,
    peakBytes: report?.peakBytes ?? 0,
    findings: [],
  };
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `SIG${number}`;
}

function ranOutOfMemory({ report }: RunEnding): boolean {
  if (report === null) return false;
  const uncaughtError = report.memoryError && report.status === 1 << 8;
  return report.overMemory || uncaughtError;
}

function timeLimitHit({ stopped, report }: RunEnding, { signal }: RunFacts, limits: Limits): number | null {
  if (signal === 'SIGKILL' && stopped === 'wall') return limits.wallMs;
  // The kernel sends the first at the limit and the second a second later; so can the program, but not so late.
  const byKernel = signal === 'SIGXCPU' || signal === 'SIGKILL';
  return byKernel && report?.overCpu === true ? limits.cpuS * 1000 : null;
}
