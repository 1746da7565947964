import type { LearnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { RunJob } from '#core/ports/code-runner.ts';
import { createEventStream, type EventStream } from './event-stream.ts';

/** One run that was asked for, from then until its outcome. */
export interface Ticket {
  readonly learner: LearnerId;
  readonly job: RunJob;
  readonly events: EventStream;
  readonly stop: AbortController;
  readonly done: PromiseWithResolvers<void>;
  /** Lets go of the caller's signal. */
  readonly unwatch: () => void;
  state: 'waiting' | 'running' | 'done';
  /** As last told. */
  place: number | null;
}

/** A ticket that stops when the caller's signal does. */
export function openTicket(job: RunJob, signal: AbortSignal): Ticket {
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  signal.addEventListener('abort', onAbort);
  return {
    learner: job.learner,
    job,
    events: createEventStream(),
    stop,
    done: Promise.withResolvers(),
    unwatch: () => signal.removeEventListener('abort', onAbort),
    state: 'waiting',
    place: null,
  };
}

/** Tells each that waits its place, where that has changed. */
export function tellPlaces(places: ReadonlyMap<Ticket, number>, etaMs: (place: number) => number): void {
  for (const [ticket, place] of places) {
    if (ticket.place !== place) ticket.events.push({ kind: 'queued', place, etaMs: etaMs(place) });
    ticket.place = place;
  }
}

/** Gives a ticket its outcome. */
export function settle(ticket: Ticket, outcome: Outcome): void {
  ticket.state = 'done';
  ticket.unwatch();
  ticket.events.push({ kind: 'done', outcome });
  ticket.done.resolve();
}
