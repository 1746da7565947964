import type { NotRun } from '#core/outcome.ts';
import { isLimit } from '#runner/is-limit.ts';
import { slotsOf, type Desk } from './desk.ts';
import type { Entered } from './line.ts';
import type { Ending, OpenRun } from './open-run.ts';
import { refusals } from './refusals.ts';

/** So that no learner keeps the machine at its limits by asking again and again. People need longer for another try. */
const REST_MS = 1000;
/** A worker that was asked to stop a run has so long to say what came of it. */
const STOP_MS = 5000;
/** Redis may take so long to let a run in. */
const ENTER_MS = 4000;
const FRESH_MS = 2000;
/** Workers that were lost with a run: it is done again once, as everywhere. */
const MOST_LOSSES = 1;
/** Workers that handed it back, or took it and never asked for the job: something is wrong with all of them. */
const MOST_ATTEMPTS = 50;

/** From being asked for to standing in line, or its end. */
export async function begin(run: OpenRun, desk: Desk): Promise<void> {
  desk.runs.set(run.id, run);
  const entered = await enter(run, desk);
  if (run.state === 'done') return leave(run, desk);
  if (!('at' in entered)) return finish(run, entered, desk);
  run.at = entered.at;
  if (entered.isFirst) offer(run, desk);
  else run.state = 'waiting';
  desk.lookSoon();
}

/** Puts a run before all workers. */
export function offer(run: OpenRun, desk: Desk): void {
  if (run.stop.signal.aborted) return finish(run, { kind: 'cancelled' }, desk);
  if (run.attempt >= MOST_ATTEMPTS) return finish(run, refusals.lost, desk);
  run.state = 'offered';
  run.grant = null;
  run.attempt += 1;
  const { id, attempt } = run;
  // When that fails, the next look finds no token and offers it again.
  desk.tokens.offer({ id, attempt, client: desk.client }, desk.priority).catch(desk.outage.failed);
}

/** Its worker is gone: it is done again, as nobody has seen anything of it yet. */
export function recover(run: OpenRun, desk: Desk): void {
  run.losses += 1;
  desk.log.warn('run lost with its worker', { worker: run.grant?.worker, times: run.losses });
  if (run.losses > MOST_LOSSES) finish(run, refusals.lost, desk);
  else offer(run, desk);
}

/** As whoever asked for it, or its learner, wants. */
export function stop(run: OpenRun, desk: Desk): void {
  switch (run.state) {
    case 'entering':
    case 'waiting':
    case 'offered':
      return finish(run, { kind: 'cancelled' }, desk);
    case 'held': {
      if (run.grant !== null) desk.mail.toWorker(run.grant.worker, { kind: 'stop', nonce: run.grant.nonce });
      setTimeout(() => finish(run, { kind: 'cancelled' }, desk), STOP_MS).unref();
      return;
    }
    case 'done':
  }
}

/** Tells the end, and makes way for the next of the same learner. */
export function finish(run: OpenRun, ending: Ending, desk: Desk): void {
  if (run.state === 'done') return;
  const before = run.state;
  run.state = 'done';
  desk.runs.delete(run.id);
  if (before === 'offered') {
    desk.tokens.withdraw({ id: run.id, attempt: run.attempt, client: desk.client }).catch(desk.outage.failed);
  }
  // One that is still entering leaves when it is in. Otherwise before its end is told: what is asked next comes after.
  if (before !== 'entering') {
    if (hasHitLimit(ending)) rest(run, desk);
    else leave(run, desk);
  }
  run.end(ending);
  run.ended.resolve();
}

/** What a run is known by in the line. */
export function entryOf(run: OpenRun, desk: Desk) {
  return { id: run.id, client: desk.client, learner: desk.disguise(run.learner), priority: desk.priority };
}

/** By which its learner finds it from any process; empty when there is no such name. */
export function nameOf(run: Pick<OpenRun, 'learner' | 'named'>, desk: Pick<Desk, 'disguise'>): string {
  return run.named === undefined ? '' : desk.disguise(JSON.stringify([run.learner, run.named]));
}

async function enter(run: OpenRun, desk: Desk): Promise<Entered | NotRun> {
  const until = performance.now() + ENTER_MS;
  while (performance.now() < until && run.state === 'entering') {
    try {
      return await tryToEnter(run, desk);
    } catch (error) {
      desk.outage.failed(error);
      await new Promise((resolve) => setTimeout(resolve, FAILED_ENTER_PAUSE_MS));
    }
  }
  return refusals.away;
}

const FAILED_ENTER_PAUSE_MS = 200;

async function tryToEnter(run: OpenRun, desk: Desk): Promise<Entered | NotRun> {
  if (desk.seen === null || performance.now() - desk.seen.at > FRESH_MS) {
    desk.seen = { look: await desk.line.look(desk.client), at: performance.now() };
  }
  const entry = entryOf(run, desk);
  const waitMs = (await desk.quota?.take(entry.learner)) ?? 0;
  if (waitMs > 0) return { kind: 'busy', retryAfterMs: waitMs };
  const slots = Math.max(1, slotsOf(desk.seen.look));
  const all = slots * (1 + desk.queueSizePerSlot);
  const entered = await desk.line.enter(entry, nameOf(run, desk), { all, perLearner: desk.queueSizePerLearner });
  desk.outage.worked();
  return entered ?? refusals.busy(desk.pace.etaMs(1));
}

/** The next of the same learner has to wait a little longer. */
function rest(run: OpenRun, desk: Desk): void {
  const end = () => {
    clearTimeout(timer);
    desk.resting.delete(run.id);
    leave(run, desk);
  };
  const timer = setTimeout(end, REST_MS).unref();
  desk.resting.set(run.id, end);
}

function leave(run: OpenRun, desk: Desk): void {
  makeWay(run, desk).catch(desk.outage.failed);
}

async function makeWay(run: OpenRun, desk: Desk): Promise<void> {
  const next = await desk.line.leave(entryOf(run, desk), nameOf(run, desk));
  if (next === null) return;
  const own = desk.runs.get(next.id);
  if (own !== undefined) takeTurn(own, desk);
  else if (next.client !== desk.client) await desk.mail.toClient(next.client, { kind: 'turn', id: next.id });
}

/** Nothing of the same learner is before it any more. */
export function takeTurn(run: OpenRun, desk: Desk): void {
  if (run.state === 'waiting') offer(run, desk);
}

function hasHitLimit(ending: Ending): boolean {
  if (ending.kind === 'run') return isLimit(ending.outcome.kind);
  if (ending.kind !== 'grade' || ending.grade.kind !== 'stopped') return false;
  return typeof ending.grade.by === 'string' && isLimit(ending.grade.by);
}
