import { learnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Problem } from './problem.ts';

/** A program whose run settles something that the content says. */
export interface Proof {
  readonly file: string;
  readonly line: number;
  /** What is settled, for people: `example 1`, `quiz await-order`. */
  readonly name: string;
  readonly code: string;
  /** Null when the run agrees; otherwise what was expected, what came, and what to do. */
  readonly verdict: (outcome: Outcome) => string | null;
}

/**
 * Runs every proof, `width` at a time, and tells which do not hold. `onProven` is called as each ends. On the real clock a
 * busy machine can disturb what a program prints of its own times: what did not hold there is run again, alone.
 */
export async function prove(
  proofs: readonly Proof[],
  runner: CodeRunner,
  progress: Progress,
): Promise<readonly Problem[]> {
  const left = proofs.values();
  const given = { runner, ...progress };
  const lanes = Array.from({ length: progress.width }, async (_, lane) => await proveLane(left, { ...given, lane }));
  const failures = (await Promise.all(lanes)).flat();
  const problems: Problem[] = [];
  for (const failure of failures) {
    const fault = await faultAlone(failure, given);
    const { file, line, name } = failure.proof;
    if (fault !== null) problems.push({ file, line, message: `${name}: ${fault}` });
  }
  return problems;
}

interface Progress {
  readonly width: number;
  readonly onProven: () => void;
  readonly signal: AbortSignal;
}

interface Lane extends Progress {
  readonly runner: CodeRunner;
  readonly lane: number;
}

/** A proof that did not hold, how, and on which clock. */
interface Failure {
  readonly proof: Proof;
  readonly fault: string;
  readonly clock: 'virtual' | 'real';
}

async function proveLane(left: IteratorObject<Proof>, given: Lane): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const proof of left) {
    const outcome = await outcomeOf(proof.code, given);
    const fault = proof.verdict(outcome);
    if (fault !== null) failures.push({ proof, fault, clock: 'clock' in outcome ? outcome.clock : 'virtual' });
    given.onProven();
  }
  return failures;
}

const triesAlone = 3;

async function faultAlone({ proof, fault, clock }: Failure, given: Omit<Lane, 'lane'>): Promise<string | null> {
  if (clock === 'virtual') return fault;
  let last = fault;
  for (let tries = 0; tries < triesAlone; tries += 1) {
    const again = proof.verdict(await outcomeOf(proof.code, { ...given, lane: 0 }));
    if (again === null) return null;
    last = again;
  }
  return last;
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
