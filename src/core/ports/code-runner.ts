import type { LearnerId, RunId } from '../ids.ts';
import type { Outcome } from '../outcome.ts';
import type { PythonVersion } from '../python-version.ts';

/**
 * Runs learners' Python. Every program is hostile until shown otherwise: an implementation that cannot isolate it
 * answers `unavailable` and says what is missing; it never runs it anyway.
 */
export interface CodeRunner {
  /**
   * Called once per run. Yields any number of `queued` (place 1 is next), then at most one `started`, then exactly one
   * `done`, and ends. It never throws for anything the program does. When `signal` is aborted the program is stopped
   * (or leaves the queue) and `done` comes with an outcome that says so.
   */
  run(job: RunJob, signal: AbortSignal): AsyncIterable<RunEvent>;
  /**
   * Called when a learner asks for one of their own runs to be stopped, in whichever process that waits or runs. Its
   * `done` then comes to whoever reads its events. `not-there`: that learner has no such run, or has it no more.
   */
  cancel(learner: LearnerId, run: RunId): Promise<'stopping' | 'not-there'>;
  /** Called when what can be run depends on it: the Python that programs are run by; null while none can be run. */
  python(): Promise<PythonVersion | null>;
}

export interface RunJob {
  readonly code: string;
  /** What the program reads from standard input; empty means end of file at once. */
  readonly stdin: string;
  /** Runs of one learner come one after another, in the order asked. */
  readonly learner: LearnerId;
  /** By which the learner may cancel it; a job without one is stopped by its signal only. */
  readonly id?: RunId;
  readonly clock: 'auto' | 'virtual' | 'real';
  /** Narrower limits for this run; wider ones than the server's are ignored. */
  readonly limits?: Partial<RunLimits>;
}

export interface RunLimits {
  /** Wall clock, milliseconds. */
  readonly wallMs: number;
}

export type RunEvent =
  | { readonly kind: 'queued'; readonly place: number; readonly etaMs: number }
  | { readonly kind: 'started' }
  | { readonly kind: 'done'; readonly outcome: Outcome };
