import { findPlaces } from '#runner/queue/places.ts';
import { slotsOf, type Desk } from './desk.ts';
import type { Entry, Look } from './line.ts';
import type { OpenRun } from './open-run.ts';
import { refusals } from './refusals.ts';
import { entryOf, finish, nameOf, offer, recover, takeTurn } from './run-steps.ts';

/** A worker that does not tell of itself, or not of that run, so long, is lost. */
const LOST_MS = 3000;
/** So long it is waited for some worker to come, and so long for one to come back: hosts start them anew. */
const NOBODY_MS = { yet: 3000, 'any-more': 15_000 } as const;
/** So long it is waited for Redis, by whom nothing has begun for yet, and by whom something may be under way. */
const AWAY_MS = { waiting: 15_000, held: 30_000 } as const;

/** Looks at the line, and mends what differs from what this process knows of its own runs. Never rejects. */
export async function lookAndMend(desk: Desk): Promise<void> {
  try {
    const look = await desk.line.look(desk.client);
    desk.outage.worked();
    desk.seen = { look, at: performance.now() };
    await mend(look, desk);
  } catch (error) {
    desk.outage.failed(error);
    giveUp(desk);
  }
}

/** Null while Redis answers: what is taken out of the line then comes back into it. */
function giveUp(desk: Desk): void {
  const lastsMs = desk.outage.lastsMs();
  for (const run of desk.runs.values()) {
    if (lastsMs > (run.state === 'held' ? AWAY_MS.held : AWAY_MS.waiting)) finish(run, refusals.away, desk);
  }
}

async function mend(look: Look, desk: Desk): Promise<void> {
  const runs = [...desk.runs.values()].filter(({ state }) => state !== 'entering');
  await leaveForGood(look, desk);
  for (const run of runs) if (!look.entries.has(run.id)) await enterAgain(run, desk);
  await offerAgain(runs, desk);
  for (const run of runs) {
    if (run.state === 'waiting' && (look.entries.get(run.id)?.turnAt ?? 0) > 0) takeTurn(run, desk);
    if (run.state === 'held') watch(run, look, desk);
  }
  missWorkers(look, desk);
  tellPlaces(look, desk);
}

/** What stands there in our name and was told to be over: Redis did not answer when it was to leave. */
async function leaveForGood(look: Look, desk: Desk): Promise<void> {
  for (const entry of look.entries.values()) {
    const isOver = entry.client === desk.client && !desk.runs.has(entry.id) && !desk.resting.has(entry.id);
    if (isOver) await desk.line.leave(entry, '');
  }
}

async function enterAgain(run: OpenRun, desk: Desk): Promise<void> {
  if (run.state === 'done') return;
  await desk.line.enterAgain({ ...entryOf(run, desk), at: run.at }, nameOf(run, desk));
  if (run.grant !== null) await desk.line.take(run.id, run.grant.worker);
}

/** Tokens that are gone without anybody having asked for the job: Redis was emptied, or a worker died with one. */
async function offerAgain(runs: readonly OpenRun[], desk: Desk): Promise<void> {
  const offered = runs.filter(({ state }) => state === 'offered').map((run) => ({ run, attempt: run.attempt }));
  const there = await desk.tokens.stillThere(
    offered.map(({ run, attempt }) => ({ id: run.id, attempt, client: desk.client })),
  );
  for (const [index, { run, attempt }] of offered.entries()) {
    if (there[index] === false && run.state === 'offered' && run.attempt === attempt) offer(run, desk);
  }
}

function watch(run: OpenRun, look: Look, desk: Desk): void {
  const { grant } = run;
  if (grant === null) return;
  const isKnown = look.workers.get(grant.worker)?.holds.includes(grant.nonce) === true;
  const now = performance.now();
  if (isKnown) grant.missingSince = null;
  else grant.missingSince ??= now;
  const missingMs = grant.missingSince === null ? 0 : now - grant.missingSince;
  // After Redis was away, workers need a moment to tell that they are still there.
  if (Math.min(missingMs, desk.outage.calmMs()) > LOST_MS) recover(run, desk);
}

function missWorkers(look: Look, desk: Desk): void {
  const now = performance.now();
  if (slotsOf(look) > 0) desk.idleSince = null;
  else desk.idleSince ??= now;
  const idleMs = desk.idleSince === null ? 0 : Math.min(now - desk.idleSince, desk.outage.calmMs());
  const closed = [...look.workers.values()].find(({ reason }) => reason !== '');
  const why =
    closed === undefined
      ? refusals.nobody
      : ({ kind: 'unavailable', reason: closed.reason, cure: closed.cure } as const);
  for (const run of desk.runs.values()) {
    if (desk.idleSince === null) run.sawWorkers = true;
    const isWaiting = run.state === 'waiting' || run.state === 'offered';
    if (isWaiting && idleMs > NOBODY_MS[run.sawWorkers ? 'any-more' : 'yet']) finish(run, why, desk);
  }
}

/** Tells each that waits its place, where that has changed. */
function tellPlaces(look: Look, desk: Desk): void {
  const slots = Math.max(1, slotsOf(look));
  for (const [{ id }, place] of placesIn(look, slots)) {
    const run = desk.runs.get(id);
    if (run === undefined || run.place === place || (run.state !== 'waiting' && run.state !== 'offered')) continue;
    if (!run.isStarted) run.tell({ kind: 'queued', place, etaMs: Math.round(desk.pace.etaMs(place) / slots) });
    run.place = place;
  }
}

function placesIn(look: Look, slots: number): ReadonlyMap<Entry, number> {
  const entries = [...look.entries.values()];
  const behind = Map.groupBy(
    entries.filter(({ turnAt }) => turnAt === 0).toSorted((one, other) => one.at - other.at),
    ({ learner }) => learner,
  );
  const first = entries.filter(({ turnAt }) => turnAt > 0).toSorted((one, other) => one.turnAt - other.turnAt);
  return findPlaces({
    concurrency: slots,
    inside: first.filter(({ id }) => look.taken.has(id)),
    line: first.filter(({ id }) => !look.taken.has(id)).toSorted((one, other) => one.priority - other.priority),
    behind: ({ learner }) => behind.get(learner) ?? [],
  });
}
