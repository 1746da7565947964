import type { programs } from './programs.ts';
import type { MeasuredStream } from './measured-stream.ts';
import type { Rivals } from './rivals.ts';

/** Who is measured against whom. */
export interface Contest {
  readonly stream: MeasuredStream;
  readonly rivals: Rivals;
}

/** One of the measured programs. */
export type ProgramName = keyof typeof programs;

/** Nobody asks again at once: the sandbox that was used is replaced meanwhile, as in a chat. */
const betweenMs = 30;

/** Milliseconds from the call to its settling; then a rest. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganAt = performance.now();
  await work();
  const tookMs = performance.now() - beganAt;
  await new Promise((resolve) => setTimeout(resolve, betweenMs));
  return tookMs;
}
