import type { LearnerId, RunId } from '../ids.ts';
import type { Ran, NotRun } from '../outcome.ts';

/**
 * Grades solutions of exercises. The verdict is made outside the process in which the learner's code runs, from what
 * that code did; its tests are never in that process.
 */
export interface CodeGrader {
  /**
   * Called once per attempt. Yields any number of `queued` (place 1 is next), then at most one `started`, then exactly
   * one `done`, and ends. It never throws for anything the solution does. When `signal` is aborted grading stops and
   * `done` says so. `CodeRunner.cancel` takes a job's `id` too.
   */
  grade(job: GradeJob, signal: AbortSignal): AsyncIterable<GradeEvent>;
}

export interface GradeJob {
  readonly code: string;
  /** The source of the exercise's `tests.py`. */
  readonly tests: string;
  readonly learner: LearnerId;
  /** By which the learner may cancel it. */
  readonly id?: RunId;
}

export type GradeEvent =
  | { readonly kind: 'queued'; readonly place: number; readonly etaMs: number }
  | { readonly kind: 'started' }
  | { readonly kind: 'done'; readonly grade: Grade };

export type Grade =
  /** Every behaviour holds. */
  | { readonly kind: 'passed'; readonly tests: readonly TestResult[] }
  /** At least one behaviour does not hold. */
  | { readonly kind: 'failed'; readonly tests: readonly TestResult[] }
  /** The code could not be tried: it does not parse, fails while it is loaded, or lacks the name that is asked for. */
  | { readonly kind: 'error'; readonly line: number | null; readonly message: string }
  /** A limit of the sandbox ended it, or it was never tried. */
  | { readonly kind: 'stopped'; readonly by: Exclude<Ran['kind'], 'finished'> | NotRun };

/** A behaviour of `tests.py`, in written order. */
export interface TestResult {
  /** A sentence that the learner may read: “waits 1, 2, 4 seconds between tries”. */
  readonly name: string;
  readonly passed: boolean;
  /** What was seen instead, in plain words; empty when it passed. */
  readonly message: string;
}
