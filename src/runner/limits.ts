import type { RunLimits } from '#core/ports/code-runner.ts';

/** What one run may use. A machine's owner may change the numbers, a job may only lower them. */
export interface Limits {
  /** From the first line of the program to its end. */
  readonly wallMs: number;
  /** CPU time of one process, whole seconds. */
  readonly cpuS: number;
  /** Address space of one process, and what all its processes hold together. */
  readonly memoryBytes: number;
  /** Processes and threads, the program itself included. */
  readonly processes: number;
  /** Kept of stdout, and as much of stderr; one byte more ends the program. */
  readonly outputBytes: number;
  /** Size of the folder the program may write to, and of any file in it. */
  readonly scratchBytes: number;
  /** Files, folders and links in that folder. */
  readonly scratchInodes: number;
  readonly openFiles: number;
  readonly codeBytes: number;
  readonly stdinBytes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** Enough for every lesson; the attack suite holds them. */
export const defaultLimits: Limits = {
  wallMs: 6000,
  cpuS: 5,
  memoryBytes: 256 * MIB,
  processes: 64,
  outputBytes: MIB,
  scratchBytes: 32 * MIB,
  scratchInodes: 4096,
  openFiles: 64,
  codeBytes: MIB,
  stdinBytes: MIB,
};

/** The limits of one run: what the job asks for where that is less than `limits`, otherwise `limits`. */
export function narrowLimits(limits: Limits, asked: Partial<RunLimits> | undefined): Limits {
  const wallMs = asked?.wallMs ?? limits.wallMs;
  return wallMs > 0 && wallMs < limits.wallMs ? { ...limits, wallMs } : limits;
}
