/** What a run's trace says, after the wall: every number in range, every name fit to be shown. Times are whole microseconds. */
export interface Timeline {
  readonly length: number;
  readonly tasks: readonly TracedTask[];
  readonly threads: readonly TracedThread[];
  readonly blocked: readonly BlockedBand[];
  readonly shared: readonly SharedThing[];
  readonly prints: readonly Print[];
  readonly findings: readonly TracedFinding[];
  readonly deadlock: TracedDeadlock | null;
  /** Tasks that ran but were not kept. */
  readonly tasksLeftOut: number;
}

export interface TracedTask {
  readonly id: number;
  readonly name: string;
  readonly coroutine: string;
  /** The id of a task that stands earlier in the list. */
  readonly parent: number | null;
  readonly line: number | null;
  readonly start: number;
  /** Null when it never ended. */
  readonly end: number | null;
  readonly state: TaskState;
  /** The name of the exception when it failed. */
  readonly error: string | null;
  readonly waits: readonly Wait[];
}

export type TaskState = (typeof taskStates)[number];
export const taskStates = ['done', 'cancelled', 'failed', 'pending'] as const;

export interface TracedThread {
  readonly name: string;
  readonly waits: readonly Wait[];
}

/** A time in which a task or thread waited, or could run but was kept waiting (`ready`). */
export interface Wait {
  readonly kind: WaitKind;
  readonly line: number | null;
  readonly start: number;
  readonly end: number;
  readonly label: string | null;
  /** The id of the task that ended it. */
  readonly by: number | null;
}

export type WaitKind = (typeof waitKinds)[number];
export const waitKinds = [
  'sleep',
  'lock',
  'semaphore',
  'event',
  'condition',
  'barrier',
  'queue',
  'task',
  'tasks',
  'future',
  'thread',
  'io',
  'subprocess',
  'child',
  'select',
  'ready',
] as const;

/** The loop could not go on. */
export interface BlockedBand {
  readonly task: number | null;
  readonly line: number | null;
  readonly start: number;
  readonly end: number;
  /** What blocked it; null is work without an `await`. */
  readonly call: string | null;
  /** Ids of tasks that were ready meanwhile. */
  readonly waiting: readonly number[];
}

export interface SharedThing {
  readonly kind: SharedKind;
  readonly name: string;
  readonly line: number | null;
  readonly changes: readonly Change[];
}

export type SharedKind = (typeof sharedKinds)[number];
export const sharedKinds = ['lock', 'semaphore', 'queue'] as const;

/** From `at` on: a lock is held (1) or free (0), a semaphore has so many permits left, a queue so many items. */
export interface Change {
  readonly at: number;
  readonly value: number;
  readonly task: number | null;
}

export interface Print {
  readonly at: number;
  readonly task: number | null;
  readonly stream: 'stdout' | 'stderr';
  /** The bytes of the stream that it wrote, the last one not among them. */
  readonly from: number;
  readonly to: number;
}

export interface TracedFinding {
  readonly kind: FindingKind;
  readonly line: number | null;
  readonly task: string | null;
  readonly ms: number | null;
}

/** Which finding is meant: one of its kind at its line. */
export type FindingPlace = Pick<TracedFinding, 'kind' | 'line'>;

export type FindingKind = (typeof findingKinds)[number];
export const findingKinds = [
  'loop_blocked',
  'never_awaited',
  'exception_never_retrieved',
  'task_destroyed_pending',
  'task_cancelled_at_exit',
  'deadlock',
  'cancel_swallowed',
  'busy_polling',
] as const;

export interface TracedDeadlock {
  readonly waits: readonly DeadlockWait[];
  /** Names in which each waits for the next; empty when there is no ring. */
  readonly ring: readonly string[];
}

export interface DeadlockWait {
  readonly name: string;
  readonly line: number | null;
  /** What it waits for, as the program calls it, else the library's call. */
  readonly what: string | null;
  readonly kind: WaitKind | null;
  /** The library's call, as `Queue.get`. */
  readonly call: string | null;
  /** What the program calls the thing it waits at, as `self.lock`. */
  readonly object: string | null;
  readonly holders: readonly string[];
  /** Names of the tasks or threads that it waits for. */
  readonly awaits: readonly string[];
}
