import { randomBytes } from 'node:crypto';
import type { LearnerId, RunId } from '#core/ids.ts';
import type { NotRun } from '#core/outcome.ts';
import type { Progress } from '#runner/queue/event-stream.ts';
import type { Result, Task } from './messages.ts';

/** How a run ended for whoever asked. */
export type Ending = Result | NotRun;

/** One run or grade that somebody in this process waits for. All that is known of it is here: Redis may forget. */
export interface OpenRun {
  /** Its name in the line; nobody can guess it. */
  readonly id: string;
  readonly learner: LearnerId;
  /** What its learner cancels it by. */
  readonly named: RunId | undefined;
  readonly task: Task;
  readonly tell: (progress: Progress) => void;
  readonly end: (ending: Ending) => void;
  readonly stop: AbortController;
  readonly ended: PromiseWithResolvers<void>;
  /**
   * `entering` the line, `waiting` for another of the same learner, `offered` to all workers, `held` by one, `done`.
   */
  state: 'entering' | 'waiting' | 'offered' | 'held' | 'done';
  /** When it entered, as Redis gave it. */
  at: number;
  /** Times it was offered. */
  attempt: number;
  /** Workers that were lost with it. */
  losses: number;
  /** The worker that may do it, and by which word it is known there. */
  grant: Grant | null;
  isStarted: boolean;
  /** Whether there was any worker since it was asked for. */
  sawWorkers: boolean;
  /** As last told. */
  place: number | null;
}

export interface Grant {
  readonly worker: string;
  readonly nonce: string;
  /** Of this process' steady clock, milliseconds. */
  readonly since: number;
  /** Since when its worker does not know of it; null: it does. */
  missingSince: number | null;
}

const idBytes = 16;

/** A name that nobody can guess. */
export const unguessable = (): string => randomBytes(idBytes).toString('base64url');

/** A run that is about to enter. */
export function openRun(asked: Pick<OpenRun, 'learner' | 'named' | 'task' | 'tell' | 'end'>): OpenRun {
  return {
    ...asked,
    id: unguessable(),
    stop: new AbortController(),
    ended: Promise.withResolvers(),
    state: 'entering',
    at: 0,
    attempt: 0,
    losses: 0,
    grant: null,
    isStarted: false,
    sawWorkers: false,
    place: null,
  };
}
