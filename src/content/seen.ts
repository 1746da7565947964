import { z } from 'zod';
import type { Ran } from '#core/outcome.ts';
import { lineWriters } from '#core/timeline/line-writers.ts';
import { readTimeline } from '#core/timeline/read-timeline.ts';

/** What of a run settles what the content says. */
export type Seen = z.infer<typeof seenShape>;

/** As it is kept from one check to the next. */
export const seenShape = z.object({
  kind: z.enum(['finished', 'timed-out', 'out-of-memory', 'too-much-output', 'deadlocked', 'crashed']),
  exitCode: z.int().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  clock: z.enum(['virtual', 'real']),
  clockMs: z.number(),
  /** Whether its times are the same whenever it is run. */
  isExact: z.boolean(),
  findings: z.array(z.object({ kind: z.string() })),
  /** Who printed each line, by the names of the timeline; empty where no task did. */
  writers: z.array(z.string()),
});

/** What a run showed. */
export function seenIn(outcome: Ran): Seen {
  const { kind, exitCode, stdout, stderr, clock, clockMs, approximate, findings } = outcome;
  const timeline = readTimeline(outcome);
  return {
    kind,
    exitCode,
    stdout,
    stderr,
    clock,
    clockMs,
    isExact: clock === 'virtual' && approximate.length === 0,
    findings: findings.map((finding) => ({ kind: finding.kind })),
    writers: timeline === null ? [] : [...lineWriters(timeline, stdout)],
  };
}
