import { learnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { PythonVersion } from '#core/python-version.ts';
import type { Seen } from './seen.ts';
import { seenIn } from './seen.ts';

/** A program whose run settles something that the content says. */
export interface Proof {
  readonly file: string;
  readonly line: number;
  /** What is settled, for people: `example 1`, `quiz await-order`. */
  readonly name: string;
  readonly code: string;
  /** The oldest Python that it is true of; null: of all that we run. */
  readonly since: PythonVersion | null;
  /** Null when the run agrees; otherwise what was expected, what came, and what to do. */
  readonly verdict: (seen: Seen) => string | null;
}

/** A proof that did not hold, and how. */
export interface Failure {
  readonly proof: Proof;
  readonly fault: string;
}

/** What runs programs on one Python, and what is known of earlier runs there. */
export interface Bench {
  readonly runner: CodeRunner;
  readonly memory: Memory<Seen>;
}

/** What programs showed when they were last run; only what is the same each time is worth keeping. */
export interface Memory<Shown> {
  recall(code: string): Shown | null;
  keep(code: string, shown: Shown): void;
}

/**
 * Runs every proof, `width` at a time, and tells which do not hold; what a program showed earlier is looked at again
 * instead of running it. `onProven` is called as each ends. On the real clock a busy machine can disturb what a program
 * prints of its own times: what did not hold there is run again, alone.
 */
export async function prove(proofs: readonly Proof[], bench: Bench, progress: Progress): Promise<readonly Failure[]> {
  const left = proofs.values();
  const given = { ...bench, ...progress };
  const lanes = Array.from({ length: progress.width }, async (_, lane) => await proveLane(left, { ...given, lane }));
  const doubtful = (await Promise.all(lanes)).flat();
  const failures: Failure[] = [];
  for (const one of doubtful) {
    const fault = await faultAlone(one, given);
    if (fault !== null) failures.push({ proof: one.proof, fault });
  }
  return failures;
}

interface Progress {
  readonly width: number;
  readonly onProven: () => void;
  readonly signal: AbortSignal;
}

interface Lane extends Bench, Progress {
  readonly lane: number;
}

/** A proof that did not hold when others ran beside it, and on which clock. */
interface Doubtful extends Failure {
  readonly clock: 'virtual' | 'real';
}

async function proveLane(left: IteratorObject<Proof>, given: Lane): Promise<readonly Doubtful[]> {
  const doubtful: Doubtful[] = [];
  for (const proof of left) {
    const { fault, clock } = await faultIn(proof, given);
    if (fault !== null) doubtful.push({ proof, fault, clock });
    given.onProven();
  }
  return doubtful;
}

const triesAlone = 3;

async function faultAlone({ proof, fault, clock }: Doubtful, given: Omit<Lane, 'lane'>): Promise<string | null> {
  if (clock === 'virtual') return fault;
  let last = fault;
  for (let tries = 0; tries < triesAlone; tries += 1) {
    const again = await faultIn(proof, { ...given, lane: 0 });
    if (again.fault === null) return null;
    last = again.fault;
  }
  return last;
}

interface Judged extends Pick<Doubtful, 'clock'> {
  /** Null when it holds. */
  readonly fault: string | null;
}

async function faultIn(proof: Proof, given: Lane): Promise<Judged> {
  const known = given.memory.recall(proof.code);
  if (known !== null) return { fault: proof.verdict(known), clock: known.clock };
  const outcome = await outcomeOf(proof.code, given);
  if (!('stdout' in outcome)) return { fault: notRunFault(outcome), clock: 'virtual' };
  const seen = seenIn(outcome);
  const fault = proof.verdict(seen);
  if (fault === null || seen.isExact) given.memory.keep(proof.code, seen);
  return { fault, clock: seen.clock };
}

function notRunFault(outcome: Outcome): string {
  const why = outcome.kind === 'unavailable' ? ` (${outcome.reason} ${outcome.cure})` : '';
  return `expected the program to be run, it came out ${outcome.kind}${why}; try again when that is mended.`;
}

/** Runs a program as a learner of the lane's own, so that lanes do not wait for each other. */
async function outcomeOf(
  code: string,
  { runner, lane, signal }: Pick<Lane, 'runner' | 'lane' | 'signal'>,
): Promise<Outcome> {
  const job = { code, stdin: '', learner: learnerId(`check:${lane}`), clock: 'auto' } as const;
  for await (const event of runner.run(job, signal)) if (event.kind === 'done') return event.outcome;
  throw new Error('a run ended without an outcome: the runner promises exactly one');
}
