import type { Outcome, RunFacts } from '#core/outcome.ts';

/** A program that printed this and ended well. */
export function ran(stdout: string, more: Partial<RunFacts> = {}): Outcome {
  return {
    kind: 'finished',
    exitCode: 0,
    signal: null,
    stdout,
    stderr: '',
    truncated: false,
    clock: 'virtual',
    clockMs: 1,
    realMs: 0,
    approximate: [],
    wallMs: 1,
    cpuMs: 1,
    peakBytes: 1,
    findings: [],
    ...more,
  };
}
