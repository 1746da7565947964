import { constants } from 'node:os';
import type { Outcome, Ran, RunFacts } from '#core/outcome.ts';
import { ENDED_BY_CLOCK, VIRTUAL_DAY_MS, type ClockReport } from './clock-report.ts';
import { explainFailedStart } from './explain-failed-start.ts';
import type { Limits } from './limits.ts';
import type { RunEnding } from './run-program.ts';
import type { EndReport } from './supervisor-message.ts';

/** Names how a run ended, from facts alone: our timer, our counters, the kernel's wait status. */
export function decideOutcome(ending: RunEnding, limits: Limits): Outcome {
  if (ending.stopped === 'asked') return { kind: 'cancelled' };
  if (ending.startedAfterMs === null) return { kind: 'unavailable', ...explainFailedStart(ending) };
  const { told } = ending;
  const facts = factsOf(ending);
  if (facts.truncated) return { kind: 'too-much-output', limitBytes: limits.outputBytes, ...facts };
  if (ranOutOfMemory(ending, limits)) return { kind: 'out-of-memory', limitBytes: limits.memoryBytes, ...facts };
  const limitMs = timeLimitHit(ending, facts, limits);
  if (limitMs !== null) return { kind: 'timed-out', limitMs, ...facts };
  const byClock = endedByClock(facts, told);
  if (byClock !== null) return byClock;
  return { kind: facts.signal === null ? 'finished' : 'crashed', ...facts } satisfies Ran;
}

const STATUS_KILLED = constants.signals.SIGKILL;

function factsOf(ending: RunEnding): RunFacts {
  const { report, stdout, stderr, wallMs, told } = ending;
  return {
    // Without a report the sandbox was killed from outside, and the program in it.
    ...exitOf(report?.status ?? STATUS_KILLED),
    stdout: stdout.text(),
    stderr: stderr.text(),
    truncated: stdout.isCut() || stderr.isCut(),
    wallMs,
    cpuMs: report?.cpuMs ?? 0,
    peakBytes: report?.peakBytes ?? 0,
    ...(told === null ? knownOf(ending) : toldOf(told)),
  };
}

function exitOf(status: number): Pick<RunFacts, 'exitCode' | 'signal'> {
  const signal = status & 0x7f;
  return signal === 0 ? { exitCode: status >> 8, signal: null } : { exitCode: null, signal: signalName(signal) };
}

type ClockFacts = Pick<RunFacts, 'clock' | 'clockMs' | 'realMs' | 'approximate' | 'findings' | 'timeline' | 'deadlock'>;

/** Whatever its clock was: what we know of its time is the real one. */
function knownOf({ report, clock, wallMs }: RunEnding): ClockFacts {
  const realMs = report?.clockMs ?? wallMs;
  return { clock, clockMs: realMs, realMs, approximate: [], findings: [] };
}

function toldOf({ timeline, deadlock, clock, clockMs, realMs, approximate, findings }: ClockReport): ClockFacts {
  return {
    // A virtual clock that had to follow the real one most of the time was a real one.
    clock: realMs * 2 > clockMs ? 'real' : clock,
    clockMs,
    realMs,
    approximate,
    findings,
    ...(timeline === null ? {} : { timeline }),
    ...(deadlock === null ? {} : { deadlock }),
  };
}

/** When the status of the program's process and its last words agree. It has no exit code then: it did not exit. */
function endedByClock(facts: RunFacts, told: ClockReport | null): Ran | null {
  if (told === null || facts.exitCode !== ENDED_BY_CLOCK) return null;
  if (told.outcome === 'deadlocked') return { kind: 'deadlocked', ...facts, exitCode: null };
  if (told.outcome === 'timed-out') return { kind: 'timed-out', limitMs: VIRTUAL_DAY_MS, ...facts, exitCode: null };
  return null;
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `SIG${number}`;
}

function ranOutOfMemory({ report }: RunEnding, limits: Limits): boolean {
  if (report === null) return false;
  const uncaughtError = report.memoryError && report.status === 1 << 8;
  return report.overMemory || uncaughtError || crashedFullOfMemory(report, limits);
}

/** Much native code, the interpreter's own too, does not look whether there was memory before it uses it. */
function crashedFullOfMemory({ status, peakBytes }: EndReport, { memoryBytes }: Limits): boolean {
  return CRASHES.has(status & 0x7f) && peakBytes >= memoryBytes * NEARLY_ALL;
}

const CRASHES = new Set([constants.signals.SIGSEGV, constants.signals.SIGBUS, constants.signals.SIGABRT]);
/** The rest of its address space is what the interpreter had mapped and never touched. */
const NEARLY_ALL = 7 / 8;

function timeLimitHit({ stopped, report }: RunEnding, { signal }: RunFacts, limits: Limits): number | null {
  if (signal === 'SIGKILL' && stopped === 'wall') return limits.wallMs;
  // The kernel sends the first at the limit and the second a second later; so can the program, but not so late.
  const byKernel = signal === 'SIGXCPU' || signal === 'SIGKILL';
  return byKernel && report?.overCpu === true ? limits.cpuS * 1000 : null;
}
