import type { LearnerId, RunId } from '#core/ids.ts';
import type { NotRun } from '#core/outcome.ts';
import type { Progress } from './event-stream.ts';
import { createPace } from './pace.ts';
import { openTicket, settle, tellPlaces, type Ending, type Ticket, type Work } from './ticket.ts';
import { createTurnstile } from './turnstile.ts';

export interface QueueOptions {
  /** Programs at the same time. */
  readonly concurrency: number;
  /** Those that may wait. */
  readonly queueSize: number;
  /** Of those, how many of one learner's may wait behind another of the same learner. */
  readonly queueSizePerLearner: number;
  readonly onBroken: (error: unknown) => void;
}

/** Where runs and grades wait for their turn. */
export interface RunQueue {
  /** Its events: places in the queue, `started`, and at last what came of it. */
  enter<Done extends { readonly kind: 'done' }>(work: Work<Done>, signal: AbortSignal): AsyncIterable<Progress | Done>;
  /** As `CodeRunner.cancel`. */
  cancel(learner: LearnerId, run: RunId): 'stopping' | 'not-there';
  /** Ends what runs, answers what waits, takes nothing more. */
  close(): Promise<void>;
}

/** Lets each learner run one program at a time and all together `concurrency`, and never makes more wait than fit. */
export function createRunQueue(options: QueueOptions): RunQueue {
  const pace = createPace(options.concurrency);
  const open = new Set<Ticket>();
  let isClosed = false;
  const letIn = (ticket: Ticket) => {
    const running = runTicket(ticket, pace.record);
    running.then((ending) => finish(ticket, ending)).catch(options.onBroken);
  };
  const turnstile = createTurnstile<Ticket>({ ...options, letIn });
  const begin = (ticket: Ticket) => {
    open.add(ticket);
    ticket.stop.signal.addEventListener('abort', () => {
      if (ticket.state === 'waiting') finish(ticket, ticket.refuse({ kind: 'cancelled' }));
    });
    turnstile.enter(ticket);
    tellPlaces(turnstile.places(), pace.etaMs);
  };
  const finish = (ticket: Ticket, ending: Ending) => {
    open.delete(ticket);
    if (ending.hitLimit) turnstile.leaveToRest(ticket, REST_MS);
    else turnstile.leave(ticket);
    settle(ticket, ending);
    tellPlaces(turnstile.places(), pace.etaMs);
  };
  return {
    enter(work, signal) {
      const { ticket, events } = openTicket(work, signal);
      if (isClosed || signal.aborted) settle(ticket, ticket.refuse({ kind: 'cancelled' }));
      else if (hasRoom(ticket.learner, open, options)) begin(ticket);
      else settle(ticket, ticket.refuse(busy(pace.etaMs(1))));
      return events.read(() => ticket.stop.abort(leftByReader));
    },
    cancel: (learner, run) => stopRun(open, learner, run),
    async close() {
      isClosed = true;
      await endAll([...open]);
    },
  };
}

async function endAll(tickets: readonly Ticket[]): Promise<void> {
  for (const ticket of tickets) ticket.stop.abort();
  await Promise.all(tickets.map(async (ticket) => ticket.settled.promise));
}

function stopRun(open: ReadonlySet<Ticket>, learner: LearnerId, run: RunId): 'stopping' | 'not-there' {
  const ticket = [...open].find((one) => one.learner === learner && one.id === run);
  ticket?.stop.abort();
  return ticket === undefined ? 'not-there' : 'stopping';
}

async function runTicket(ticket: Ticket, record: (tookMs: number) => void): Promise<Ending> {
  ticket.state = 'running';
  const beganAt = performance.now();
  const ending = await ticket.run();
  record(performance.now() - beganAt);
  return ending;
}

/** Whether one more of this learner's may start at once or wait. */
function hasRoom(learner: LearnerId, open: ReadonlySet<Ticket>, options: QueueOptions): boolean {
  const own = [...open].filter((ticket) => ticket.learner === learner).length;
  const startsAtOnce = own === 0 && open.size < options.concurrency;
  // Of those that are open, so many need not wait, or would not but for a tick of Bottleneck's.
  const inside = Math.min(options.concurrency, new Set([...open].map((ticket) => ticket.learner)).size);
  const ownWaiting = own - 1;
  return startsAtOnce || (open.size - inside < options.queueSize && ownWaiting < options.queueSizePerLearner);
}

/** Without a reason, an error is made for each, and most runs end so. */
const leftByReader = 'whoever asked for it has gone, with its outcome or without';
/** So that no learner keeps the machine at its limits by asking again and again. People need longer for another try. */
const REST_MS = 1000;
const SHORTEST_RETRY_MS = 500;

function busy(nextPlaceMs: number): NotRun {
  return { kind: 'busy', retryAfterMs: Math.max(SHORTEST_RETRY_MS, nextPlaceMs) };
}
