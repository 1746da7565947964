import { z } from 'zod';
import type { NotRun, Outcome } from '#core/outcome.ts';
import type { Grade } from '#core/ports/code-grader.ts';

const facts = {
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  stdout: z.string(),
  stderr: z.string(),
  truncated: z.boolean(),
  clock: z.enum(['virtual', 'real']),
  clockMs: z.number(),
  realMs: z.number(),
  approximate: z.array(z.enum(['cpu', 'unknown_wait'])),
  wallMs: z.number(),
  cpuMs: z.number(),
  peakBytes: z.number(),
  findings: z.array(
    z.object({
      kind: z.string(),
      line: z.number().nullable(),
      task: z.string().nullable(),
      ms: z.number().nullable(),
      message: z.string(),
    }),
  ),
  timeline: z.unknown().optional(),
  deadlock: z.unknown().optional(),
};

const notRun = [
  z.object({ kind: z.literal('busy'), retryAfterMs: z.number() }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('unavailable'), reason: z.string(), cure: z.string() }),
] as const;
const notRunShape: z.ZodType<NotRun> = z.discriminatedUnion('kind', notRun);

/** An `Outcome`, as a worker tells it. */
export const outcomeShape: z.ZodType<Outcome> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finished'), ...facts }),
  z.object({ kind: z.literal('timed-out'), limitMs: z.number(), ...facts }),
  z.object({ kind: z.literal('out-of-memory'), limitBytes: z.number(), ...facts }),
  z.object({ kind: z.literal('too-much-output'), limitBytes: z.number(), ...facts }),
  z.object({ kind: z.literal('deadlocked'), ...facts }),
  z.object({ kind: z.literal('crashed'), ...facts }),
  ...notRun,
]);

const tests = z.array(z.object({ name: z.string(), passed: z.boolean(), message: z.string() }));
const limitKinds = ['timed-out', 'out-of-memory', 'too-much-output', 'deadlocked', 'crashed'] as const;

/** A `Grade`, as a worker tells it. */
export const gradeShape: z.ZodType<Grade> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passed'), tests }),
  z.object({ kind: z.literal('failed'), tests }),
  z.object({ kind: z.literal('error'), line: z.number().nullable(), message: z.string() }),
  z.object({ kind: z.literal('stopped'), by: z.union([z.enum(limitKinds), notRunShape]) }),
]);
