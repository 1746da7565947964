import { z } from 'zod';
import { learnerId } from '#core/ids.ts';
import { gradeShape, outcomeShape } from './result-shapes.ts';

const limits = z.object({ wallMs: z.number().optional() });
const learner = z.string().transform(learnerId);

/** What is to be done, whole: it leaves the client only for a worker that has asked for it. */
const task = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    learner,
    code: z.string(),
    stdin: z.string(),
    clock: z.enum(['auto', 'virtual', 'real']),
    limits: limits.optional(),
  }),
  z.object({ kind: z.literal('grade'), learner, code: z.string(), tests: z.string() }),
]);
export type Task = z.infer<typeof task>;

const result = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('run'), outcome: outcomeShape }),
  z.object({ kind: z.literal('grade'), grade: gradeShape }),
]);
export type Result = z.infer<typeof result>;

/** Of one try of a run: a worker makes it up when it asks for the job, and nothing without it counts. */
const nonce = z.string().min(16);
const id = z.string().min(1);

const toClient = z.discriminatedUnion('kind', [
  /** A worker is ready to do that try of that run. */
  z.object({ kind: z.literal('claim'), id, attempt: z.number(), worker: z.string(), nonce }),
  z.object({ kind: z.literal('started'), id, nonce }),
  z.object({ kind: z.literal('done'), id, nonce, result }),
  /** It will not be done there. */
  z.object({ kind: z.literal('back'), id, nonce }),
  /** Nothing of the same learner is before it any more. */
  z.object({ kind: z.literal('turn'), id }),
  /** Its learner asked another process to stop it. */
  z.object({ kind: z.literal('cancel'), id }),
]);
export type ToClient = z.infer<typeof toClient>;

const toWorker = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('job'), id, client: z.string(), nonce, task }),
  /** It is not wanted any more. */
  z.object({ kind: z.literal('no'), nonce }),
  z.object({ kind: z.literal('stop'), nonce }),
]);
export type ToWorker = z.infer<typeof toWorker>;

/** Null for anything that our processes do not say. */
export function parseToClient(raw: unknown): ToClient | null {
  return toClient.safeParse(raw).data ?? null;
}

/** Null for anything that our processes do not say. */
export function parseToWorker(raw: unknown): ToWorker | null {
  return toWorker.safeParse(raw).data ?? null;
}
