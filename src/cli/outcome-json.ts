import type { Outcome, RunFacts } from '#core/outcome.ts';

/** What of an outcome is printed: a timeline is large, and there only for whoever asks. */
export type Detail = 'short' | 'with-timeline';

/** An outcome as `run --json` prints it: every field is always there, also for a program that never ran. */
export function outcomeJson(id: string, outcome: Outcome, detail: Detail): Readonly<Record<string, unknown>> {
  const facts = 'stdout' in outcome ? outcome : notRun;
  return {
    id,
    outcome: outcome.kind,
    exitCode: facts.exitCode,
    signal: facts.signal,
    stdout: facts.stdout,
    stderr: facts.stderr,
    truncated: facts.truncated,
    clock: facts.clock,
    clockMs: facts.clockMs,
    realMs: facts.realMs,
    approximate: facts.approximate,
    wallMs: facts.wallMs,
    cpuMs: facts.cpuMs,
    peakBytes: facts.peakBytes,
    findings: facts.findings,
    ...(detail === 'with-timeline' ? { timeline: facts.timeline ?? null } : {}),
    ...(outcome.kind === 'busy' ? { retryAfterMs: outcome.retryAfterMs } : {}),
    ...(outcome.kind === 'unavailable' ? { reason: outcome.reason, cure: outcome.cure } : {}),
  };
}

const notRun: RunFacts = {
  exitCode: null,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'real',
  clockMs: 0,
  realMs: 0,
  approximate: [],
  wallMs: 0,
  cpuMs: 0,
  peakBytes: 0,
  findings: [],
};
