import type { LearnerId, RunId } from '#core/ids.ts';
import type { NotRun } from '#core/outcome.ts';
import { createEventStream, type EventStream, type Progress } from './event-stream.ts';

/** Something to be done for a learner. */
export interface Work<Done> {
  readonly learner: LearnerId;
  readonly id: RunId | undefined;
  /** Does it. Must not reject. */
  readonly execute: (turn: Turn) => Promise<Executed<Done>>;
  /** What is told when it is not done. */
  readonly refused: (why: NotRun) => Done;
}

/** What came of it. */
export interface Executed<Done> {
  readonly done: Done;
  /** Whether it ended at a limit. */
  readonly hitLimit: boolean;
}

/** What whoever does it is given. */
export interface Turn {
  readonly signal: AbortSignal;
  /** To be called when the program is about to start. */
  readonly onStarted: () => void;
}

/** One thing that was asked for, from then until its end. */
export interface Ticket {
  readonly learner: LearnerId;
  readonly id: RunId | undefined;
  readonly stop: AbortController;
  readonly settled: PromiseWithResolvers<void>;
  readonly tell: (progress: Progress) => void;
  readonly run: () => Promise<Ending>;
  readonly refuse: (why: NotRun) => Ending;
  /** Lets go of the caller's signal. */
  readonly unwatch: () => void;
  state: 'waiting' | 'running' | 'done';
  /** As last told. */
  place: number | null;
}

/** An end that is to be told. */
export interface Ending {
  readonly tell: () => void;
  readonly hitLimit: boolean;
}

/** A ticket that stops when the caller's signal does, and where its events are read. */
export function openTicket<Done extends { readonly kind: 'done' }>(
  work: Work<Done>,
  signal: AbortSignal,
): { readonly ticket: Ticket; readonly events: EventStream<Done> } {
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  signal.addEventListener('abort', onAbort);
  const events = createEventStream<Done>();
  const turn: Turn = { signal: stop.signal, onStarted: () => events.push({ kind: 'started' }) };
  const ticket: Ticket = {
    learner: work.learner,
    id: work.id,
    stop,
    settled: Promise.withResolvers(),
    tell: (progress) => events.push(progress),
    async run() {
      const { done, hitLimit } = await work.execute(turn);
      return { tell: () => events.push(done), hitLimit };
    },
    refuse: (why) => ({ tell: () => events.push(work.refused(why)), hitLimit: false }),
    unwatch: () => signal.removeEventListener('abort', onAbort),
    state: 'waiting',
    place: null,
  };
  return { ticket, events };
}

/** Tells each that waits its place, where that has changed. */
export function tellPlaces(places: ReadonlyMap<Ticket, number>, etaMs: (place: number) => number): void {
  for (const [ticket, place] of places) {
    if (ticket.place !== place) ticket.tell({ kind: 'queued', place, etaMs: etaMs(place) });
    ticket.place = place;
  }
}

/** Tells a ticket's end. */
export function settle(ticket: Ticket, ending: Ending): void {
  ticket.state = 'done';
  ticket.unwatch();
  ending.tell();
  ticket.settled.resolve();
}
