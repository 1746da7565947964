/** How a run ended: the one place where endings are named. */
export type Outcome = Ran | NotRun;

export type Ran = RunFacts &
  /** It ended by itself; an uncaught exception is `exitCode` 1 and a traceback on stderr. */
  (
    | { readonly kind: 'finished' }
    | { readonly kind: 'timed-out'; readonly limitMs: number }
    | { readonly kind: 'out-of-memory'; readonly limitBytes: number }
    | { readonly kind: 'too-much-output'; readonly limitBytes: number }
    /** Everything waits and nothing can wake it. */
    | { readonly kind: 'deadlocked' }
    /** A signal ended it that no limit of ours sent. */
    | { readonly kind: 'crashed' }
  );

export type NotRun =
  /** More is asked for than the queue takes. */
  | { readonly kind: 'busy'; readonly retryAfterMs: number }
  /** Taken out of the queue or stopped, because the learner or the bot's own stop asked for it. */
  | { readonly kind: 'cancelled' }
  /** `reason`: one sentence for the host; `cure`: the command or setting that mends it. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly cure: string };

/** The end of a program's own time, milliseconds, when it is virtual; of real time no host gives as much. */
export const virtualDayMs = 86_400_000;

export interface RunFacts {
  /** Null when a signal ended it, or the clock did. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Decoded as UTF-8 with replacement characters; the head is kept when it was cut. */
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly clock: 'virtual' | 'real';
  /** How long the program took on its own clock. */
  readonly clockMs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly findings: readonly RunFinding[];
  /** What the tracer saw, JSON of at most 2 MB, as the program's own process told it: nothing in it may be trusted unread. */
  readonly timeline?: unknown;
  /** Who waits for whom in a deadlock, from the same mouth. */
  readonly deadlock?: unknown;
}

/** Something the run showed that the learner should know. */
export interface RunFinding {
  readonly kind: string;
  /** 1-based line of the learner's program. */
  readonly line: number | null;
  readonly task: string | null;
  readonly ms: number | null;
  readonly message: string;
}
