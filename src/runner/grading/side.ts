import { collectOutput, type Output } from '../collect-output.ts';
import type { Limits } from '../limits.ts';
import type { Tenant } from '../arrivals.ts';
import { framed } from '../zygote-process.ts';

/** One of the two processes of a grade: the learner's, or the judge's. */
export interface Side {
  readonly send: (bytes: Buffer) => void;
  /** Settles when it is over and all it said has been heard. */
  readonly ended: Promise<SideEnd>;
  readonly errors: Output;
  /** From now on it has all its time again. */
  readonly giveTime: () => void;
  readonly kill: () => void;
}

/** Why it is over. `lost`: nobody can tell, its sandbox went with the process that made it. */
export type SideEnd = 'ended' | 'timed-out' | 'out-of-memory' | 'too-much-output' | 'lost';

export interface SideStart {
  /** What stands in the place of a clock in `python/stage.py`. */
  readonly role: 'graded' | 'judge';
  readonly code: string;
  readonly limits: Limits;
}

const WATCH_AFTER_MS = 50;
/** How long what it said may be under way when it has ended. */
const CLOSE_GRACE_MS = 500;
/** Of all it says in a grade. */
const MOST_SAID_BYTES = 32_000_000;
const ROLE_LETTERS = 10;

/** Starts one in a sandbox; `onBytes` hears what it says. */
export function openSide(tenant: Tenant, { role, code, limits }: SideStart, onBytes: (bytes: Buffer) => void): Side {
  tenant.input.write(Buffer.concat([Buffer.from(role.padEnd(ROLE_LETTERS)), framed(code)]));
  let stopped: SideEnd | null = null;
  const stop = (why: SideEnd) => {
    stopped ??= why;
    tenant.kill();
  };
  let saidBytes = 0;
  tenant.input.on('data', (bytes: Buffer) => {
    saidBytes += bytes.length;
    if (saidBytes > MOST_SAID_BYTES) stop('too-much-output');
    else onBytes(bytes);
  });
  collectOutput(tenant.output, limits.outputBytes, () => stop('too-much-output'));
  const errors = collectOutput(tenant.errors, limits.outputBytes, () => stop('too-much-output'));
  const wall = setTimeout(() => stop('timed-out'), limits.wallMs);
  const watching = setTimeout(() => tenant.watch(), WATCH_AFTER_MS);
  const heard = new Promise<void>((resolve) => void tenant.input.once('end', resolve).once('close', resolve));
  const over = tenant.ended.then(async (end): Promise<SideEnd> => {
    clearTimeout(wall);
    clearTimeout(watching);
    const late = setTimeout(() => tenant.close(), CLOSE_GRACE_MS);
    await heard;
    clearTimeout(late);
    tenant.close();
    if (stopped !== null) return stopped;
    if (end === null) return 'lost';
    if (end.overMemory || end.memoryError) return 'out-of-memory';
    return end.overCpu || (end.status & 0x7f) === SIGXCPU ? 'timed-out' : 'ended';
  });
  return {
    send: (bytes) => void tenant.input.write(bytes),
    ended: over,
    errors,
    giveTime: () => void wall.refresh(),
    kill: tenant.kill,
  };
}

const SIGXCPU = 24;
