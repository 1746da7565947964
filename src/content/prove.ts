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

/** Runs every proof, `width` at a time, and tells which do not hold. `onProven` is called as each ends. */
export async function prove(
  proofs: readonly Proof[],
  runner: CodeRunner,
  progress: Progress,
): Promise<readonly Problem[]> {
  const left = proofs.values();
  const lanes = Array.from({ length: progress.width }, (_, lane) => proveLane(left, { runner, lane, ...progress }));
  return (await Promise.all(lanes)).flat();
}

interface Progress {
  readonly width: number;
  readonly onProven: () => void;
  readonly signal: AbortSignal;
}

type Lane = Progress & { readonly runner: CodeRunner; readonly lane: number };

async function proveLane(
  left: IteratorObject<Proof>,
  { runner, lane, onProven, signal }: Lane,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const { file, line, name, code, verdict } of left) {
    const fault = verdict(await outcomeOf(code, { runner, lane, signal }));
    if (fault !== null) problems.push({ file, line, message: `${name}: ${fault}` });
    onProven();
  }
  return problems;
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
