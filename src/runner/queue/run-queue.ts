import type { LearnerId, RunId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner, RunJob } from '#core/ports/code-runner.ts';
import { createPace } from './pace.ts';
import { openTicket, settle, tellPlaces, type Ticket } from './ticket.ts';
import { createTurnstile } from './turnstile.ts';

export interface QueueOptions {
  /** Runs at the same time. */
  readonly concurrency: number;
  /** Runs that may wait. */
  readonly queueSize: number;
  /** Of those, how many of one learner's may wait behind another of the same learner. */
  readonly queueSizePerLearner: number;
  /** Runs one job. Must not reject. */
  readonly execute: (job: RunJob, turn: Turn) => Promise<Outcome>;
  readonly onBroken: (error: unknown) => void;
}

/** What whoever runs a job is given with it. */
export interface Turn {
  readonly signal: AbortSignal;
  /** To be called when the program is about to start. */
  readonly onStarted: () => void;
}

export interface RunQueue extends Omit<CodeRunner, 'python'> {
  /** Ends what runs, answers what waits, takes nothing more. */
  close(): Promise<void>;
}

/** Lets each learner run one program at a time and all together `concurrency`, and never makes more wait than fit. */
export function createRunQueue(options: QueueOptions): RunQueue {
  const pace = createPace(options.concurrency);
  const open = new Set<Ticket>();
  let isClosed = false;
  const letIn = (ticket: Ticket) => {
    const running = runTicket(ticket, options.execute, pace.record);
    running.then((outcome) => finish(ticket, outcome)).catch(options.onBroken);
  };
  const turnstile = createTurnstile<Ticket>({ ...options, letIn });
  const enter = (ticket: Ticket) => {
    open.add(ticket);
    ticket.stop.signal.addEventListener('abort', () => {
      if (ticket.state === 'waiting') finish(ticket, { kind: 'cancelled' });
    });
    turnstile.enter(ticket);
    tellPlaces(turnstile.places(), pace.etaMs);
  };
  const finish = (ticket: Ticket, outcome: Outcome) => {
    open.delete(ticket);
    if (hitLimit(outcome)) turnstile.leaveToRest(ticket, REST_MS);
    else turnstile.leave(ticket);
    settle(ticket, outcome);
    tellPlaces(turnstile.places(), pace.etaMs);
  };
  return {
    run(job, signal) {
      const ticket = openTicket(job, signal);
      if (isClosed || signal.aborted) settle(ticket, { kind: 'cancelled' });
      else if (hasRoom(job.learner, open, options)) enter(ticket);
      else settle(ticket, busy(pace.etaMs(1)));
      return ticket.events.read(() => ticket.stop.abort(leftByReader));
    },
    cancel: async (learner, run) => stopRun(open, learner, run),
    async close() {
      isClosed = true;
      await endAll([...open]);
    },
  };
}

async function endAll(tickets: readonly Ticket[]): Promise<void> {
  for (const ticket of tickets) ticket.stop.abort();
  await Promise.all(tickets.map(async (ticket) => ticket.done.promise));
}

function stopRun(open: ReadonlySet<Ticket>, learner: LearnerId, run: RunId): 'stopping' | 'not-there' {
  const ticket = [...open].find((one) => one.learner === learner && one.job.id === run);
  ticket?.stop.abort();
  return ticket === undefined ? 'not-there' : 'stopping';
}

async function runTicket(
  ticket: Ticket,
  execute: QueueOptions['execute'],
  record: (tookMs: number) => void,
): Promise<Outcome> {
  ticket.state = 'running';
  const beganAt = performance.now();
  const onStarted = () => ticket.events.push({ kind: 'started' });
  const outcome = await execute(ticket.job, { signal: ticket.stop.signal, onStarted });
  record(performance.now() - beganAt);
  return outcome;
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

function hitLimit({ kind }: Outcome): boolean {
  return kind === 'timed-out' || kind === 'out-of-memory' || kind === 'too-much-output';
}

const SHORTEST_RETRY_MS = 500;

function busy(nextPlaceMs: number): Outcome {
  return { kind: 'busy', retryAfterMs: Math.max(SHORTEST_RETRY_MS, nextPlaceMs) };
}
