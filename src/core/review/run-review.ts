import type { Call } from '../command.ts';
import type { Outcome, Ran } from '../outcome.ts';
import type { LoneProgram, Review } from '../ports/code-reviewer.ts';
import type { Demonstration } from './demonstration.ts';
import type { Proven } from './prove.ts';
import { prove, unproven } from './prove.ts';

/** Runs a review's program, and adds what that shows; what cannot be run now, or takes long, adds nothing. */
export async function runReview(review: Review, program: LoneProgram, call: Call<string>): Promise<Proven> {
  const outcome = await runBriefly(program.code, call);
  if (outcome === null || !isTelling(outcome)) return unproven(review);
  const proven = prove(review, { program, outcome, pages: call.kit.library.reviewPages });
  const overlapped = await runOverlapped(program, outcome, call);
  return { ...proven, proofs: [...proven.proofs, ...overlapped] };
}

/** A program that was stopped says nothing of what it would have done. */
const isTelling = ({ kind }: Ran): boolean => kind === 'finished' || kind === 'deadlocked';

/** How long each way takes that puts waits side by side, where it is shorter, and prints the same. */
async function runOverlapped(program: LoneProgram, apart: Ran, call: Call<string>): Promise<readonly Demonstration[]> {
  if (!isExact(apart)) return [];
  const proofs: Demonstration[] = [];
  for (const { rule, code } of program.overlapped) {
    const together = await runBriefly(code, call);
    if (together === null || !isExact(together) || !printsSame(apart, together)) continue;
    const times = { apartMs: apart.clockMs, togetherMs: together.clockMs };
    if (times.togetherMs <= times.apartMs * clearlyShorter) proofs.push({ rule, kind: 'overlapped', ...times });
  }
  return proofs;
}

const clearlyShorter = 0.95;

/** It came to its end by itself, and its own clock counted all of its time. */
function isExact({ kind, exitCode, clock, realMs }: Ran): boolean {
  return kind === 'finished' && exitCode === 0 && clock === 'virtual' && realMs < 1;
}

/** The same lines in any order, whatever numbers are in them: times are what should differ. */
function printsSame(one: Ran, other: Ran): boolean {
  const lines = ({ stdout }: Ran) => stdout.replaceAll(/\d+/gu, '0').split('\n').toSorted().join('\n');
  return lines(one) === lines(other);
}

/** Null when it could not be run, or had to wait for too long. */
async function runBriefly(code: string, { kit, request, signal }: Call<string>): Promise<Ran | null> {
  const leave = new AbortController();
  const job = { code, stdin: '', learner: request.learner, clock: 'auto', limits: { wallMs: mostMs } } as const;
  let outcome: Outcome | null = null;
  for await (const event of kit.runner.run(job, AbortSignal.any([signal, leave.signal]))) {
    if (event.kind === 'queued' && event.etaMs > mostMs) leave.abort();
    if (event.kind === 'done') outcome = event.outcome;
  }
  return outcome !== null && 'stdout' in outcome ? outcome : null;
}

/** Of waiting in line and of running, each. */
const mostMs = 3000;
