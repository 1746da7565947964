import { expect } from 'vitest';
import type { Delivery, DeliveryOutcome } from '#core/delivery.ts';
import { promptId, scheduleId } from '#core/ids.ts';
import type { View } from '#core/view.ts';
import { choicesOf, wordsOf } from '../app.ts';
import type { Asked, Letter, Plan } from './calendar-model.ts';
import {
  askUntil,
  isLooked,
  isOvertaken,
  isUsed,
  lastTurn,
  letter,
  revealTime,
  silentRun,
  staleMs,
  tallyOf,
  turnAfter,
} from './calendar-model.ts';
import { compareAsked } from './compare.ts';
import { answer } from './people-model.ts';
import { sheetOf } from './questions.ts';
import { eitherWay, remindersCame, remindersExpected } from './reminders.ts';
import type { Life, Year } from './year.ts';
import { survive } from './year.ts';

const leaseMs = 180_000;
const platforms = ['discord', 'slack'] as const;
/** More come with the next beat. */
const mostAtOnce = 40;

/** One heartbeat of one process, or of both at once; everything that comes of it is compared. */
export async function heartbeat(year: Year): Promise<void> {
  const now = year.now();
  const { lives } = beating(year);
  const looked = [...year.plans.values()].filter((plan) => isLooked(plan, now));
  const turns = looked.flatMap((plan) => turnOf(plan, now));
  const before = await remindersExpected(year, now);
  if (year.has('deaths') && year.chance.happens(0.01 * Math.min(3, year.size.haste))) doom(year, lives[0]);
  const came = await Promise.all(lives.map((life) => survive(life, () => life.app.due(platforms))));
  // Votes that become answers in this beat may make something due; of two processes one may be reminding by then.
  const reminded = eitherWay(before, await remindersExpected(year, now));
  const calm = lives.every(({ mortal }) => !mortal.wasHit() && !mortal.isDead());
  for (const { mortal } of lives) mortal.spare();
  if (!calm) year.count('heartbeats hit');
  for (const { plan, turn } of turns) await plannedFor(year, { plan, turn, now, calm });
  await lookedAt(year, looked, { now, calm });
  const sent = came.flatMap((one, at) =>
    one.kind === 'done' ? one.result.map((what) => ({ what, by: lives[at] })) : [],
  );
  const deliveries = sent.map(({ what }) => what);
  expect(new Set(deliveries.map(({ id }) => id)).size, 'claimed by two at once').toBe(deliveries.length);
  const letters = [...year.open].filter((one) => isOpen(one, now));
  await lettersCame(year, letters, { now, calm, deliveries });
  await remindersCame(year, reminded, { now, calm, came: deliveries });
  checkBurst(year, deliveries);
  for (const { what, by } of sent) if (by !== undefined) await deliver(year, what, { life: by, now });
  for (const one of letters) await sync(year, one, now);
  for (const life of lives) if (life.mortal.isDead()) year.reborn(life);
}

function beating(year: Year): { readonly lives: readonly Life[] } {
  const [first, second] = year.lives();
  const both = year.has('two at once') && year.chance.happens(0.15);
  return { lives: both ? [first, second] : [year.chance.pick([first, second])] };
}

function turnOf(plan: Plan, now: number): readonly Pick<Turn, 'plan' | 'turn'>[] {
  const turn = lastTurn(plan, now);
  return turn !== null && isUsed(turn.date, plan.asked) ? [{ plan, turn }] : [];
}

/** Of what is due to be posted, what should be closed is closed and what should be sent is sent. */
async function lettersCame(
  year: Year,
  letters: readonly Asked[],
  beat: { readonly now: number; readonly calm: boolean; readonly deliveries: readonly Delivery[] },
): Promise<void> {
  const { now, deliveries } = beat;
  // Where more is due than is claimed at once, the rest comes later.
  const calm = beat.calm && letters.length <= mostAtOnce / 2;
  await closeDue(year, letters, { now, calm });
  if (calm) expectLetters(year, letters, { now, deliveries });
  if (!beat.calm) for (const one of letters) hold(one, now);
}

/** Not two questions at once in the same channel, but where a teacher wants them at the same time. */
function checkBurst(year: Year, deliveries: readonly Delivery[]): void {
  const asks = deliveries.filter(({ id, ifAbsent }) => id.endsWith(':ask') && ifAbsent === 'send');
  const channels = Map.groupBy(
    asks.map((one) => askedIn(year, one)),
    ({ plan }) => `${plan.class} ${plan.channel}`,
  );
  for (const [channel, all] of channels) {
    const times = new Set(all.map(({ dueAt }) => dueAt));
    const said = all.map(({ id, dueAt }) => `${id} due ${new Date(dueAt).toISOString()}`);
    expect(times.size, `questions at once in ${channel}: ${said.join(', ')}`).toBe(1);
  }
}

/** A process dies somewhere in its next few calls of the store, or one of them is turned away. */
export function doom(year: Year, life: Life | undefined): void {
  const how = year.chance.pick(['dies before', 'dies behind', 'turned away'] as const);
  life?.mortal.doom({ calls: year.chance.below(12), how });
}

const isOpen = (one: Asked, now: number): boolean =>
  (one.ask.known === 'open' && one.dueAt <= now) || (one.reveal.known === 'open' && one.revealAt <= now);

function hold(one: Asked, now: number): void {
  if (one.dueAt <= now) one.ask.heldUntil = Math.max(one.ask.heldUntil, now + leaseMs);
  if (one.revealAt <= now) one.reveal.heldUntil = Math.max(one.reveal.heldUntil, now + leaseMs);
}

interface Turn {
  readonly plan: Plan;
  readonly turn: { readonly at: number; readonly date: string };
  readonly now: number;
  readonly calm: boolean;
}

/** The question of a turn is there behind the beat, unless there is too little time for it. */
async function plannedFor(year: Year, { plan, turn, now, calm }: Turn): Promise<void> {
  const id = `${plan.id}:${turn.date}`;
  const revealAt = revealTime(plan, [...year.plans.values()], now);
  const isLast = !isOvertaken(plan, [...year.plans.values()], { at: turn.at, now });
  const inTime = isLast && now <= askUntil({ dueAt: turn.at, revealAt });
  const prompt = await year.store().prompts.read(promptId(id));
  if (prompt === null) {
    expect(calm && inTime, `${id} was missed`).toBe(false);
    return;
  }
  expect(inTime, `${id} comes too late`).toBe(true);
  expect({ dueAt: prompt.dueAt, revealAt: prompt.revealAt }, `the times of ${id}`).toEqual({
    dueAt: turn.at,
    revealAt,
  });
  const asked: Asked = {
    id,
    plan,
    date: turn.date,
    quiz: prompt.quiz,
    seed: prompt.seed,
    dueAt: turn.at,
    revealAt,
    closed: false,
    votes: new Map(),
    ask: letter(),
    reveal: letter(),
  };
  year.asked.set(id, asked);
  year.open.add(asked);
  plan.asked.push(asked);
  year.count('questions planned');
}

/** Each turn is looked at once. */
async function lookedAt(
  year: Year,
  plans: readonly Plan[],
  { now, calm }: { readonly now: number; readonly calm: boolean },
): Promise<void> {
  for (const plan of plans) {
    const schedule = calm ? null : await year.store().calendar.read(scheduleId(plan.id));
    if (schedule !== null && schedule.nextAt === plan.nextAt && schedule.plannedAt === plan.plannedAt) continue;
    plan.nextAt = turnAfter(plan, now)?.at ?? null;
    plan.plannedAt = now;
  }
}

/** Questions whose time is over are closed, and each vote has become an answer. */
async function closeDue(
  year: Year,
  letters: readonly Asked[],
  { now, calm }: { readonly now: number; readonly calm: boolean },
): Promise<void> {
  const due = letters.filter((one) => !one.closed && one.revealAt <= now);
  for (const one of due.toSorted((a, b) => a.revealAt - b.revealAt || (a.id < b.id ? -1 : 1))) {
    const closed = (await year.store().prompts.read(promptId(one.id)))?.closedAt ?? null;
    if (closed === null) {
      expect(calm && one.reveal.heldUntil <= now, `${one.id} should be closed`).toBe(false);
      continue;
    }
    close(year, one);
    await compareAsked(year, one);
  }
}

function close(year: Year, one: Asked): void {
  one.closed = true;
  const sheet = sheetOf(year.course, one.quiz, one.seed);
  for (const [by, choices] of one.votes) {
    const last = choices.at(-1);
    if (last === undefined) continue;
    const { quiz, seed } = one;
    answer(year.people, { by, quiz, seed, at: last.at, ...sheet.truthOf([last.place]) });
    year.count('votes became answers');
  }
}

/** What nobody may be at any more is among what is sent. */
function expectLetters(
  year: Year,
  letters: readonly Asked[],
  { now, deliveries }: { readonly now: number; readonly deliveries: readonly Delivery[] },
): void {
  const ids = new Set(deliveries.map(({ id }) => id));
  for (const one of letters) {
    if (mustBeAsked(year, one, now)) expect(ids.has(`daily/${one.id}:ask`), `${one.id} is not asked`).toBe(true);
    if (mustBeTold(one, now)) expect(ids.has(`daily/${one.id}:reveal`), `${one.id} is not told`).toBe(true);
  }
}

const isFree = ({ known, heldUntil }: Letter, now: number): boolean => known === 'open' && heldUntil <= now;

const mustBeAsked = (year: Year, one: Asked, now: number): boolean =>
  isFree(one.ask, now) && one.dueAt <= now && !isOver(year, one, now);

const mustBeTold = (one: Asked, now: number): boolean =>
  isFree(one.reveal, now) &&
  one.revealAt <= now &&
  now <= one.revealAt + staleMs &&
  (one.ask.known === 'posted' || one.votes.size > 0);

/** It is not asked any more. */
const isOver = (year: Year, one: Asked, now: number): boolean =>
  now > askUntil(one) || one.closed || one.plan.ended || isFollowed(year, one, now);

/** It is late, and another question of its channel has had its time. */
function isFollowed(year: Year, { plan, dueAt }: Asked, now: number): boolean {
  const there = [...year.plans.values()].filter((one) => one.class === plan.class && one.channel === plan.channel);
  const others = there.filter(({ ended }) => !ended).flatMap(({ asked }) => asked);
  return now - dueAt > 600_000 && others.some((one) => one.dueAt > dueAt && one.dueAt <= now);
}

type Fate = 'sent' | 'out' | 'lost' | 'dies before' | 'dies behind';

function drawFate(year: Year): Fate {
  const sending = year.has('sending') ? 0.03 : 0;
  const dying = year.has('deaths') ? 0.01 : 0;
  const drawn = year.chance.unit() / Math.min(4, year.size.haste);
  const fates: readonly (readonly [Fate, number])[] = [
    ['out', sending],
    ['lost', sending * 2],
    ['dies before', sending * 2 + dying],
    ['dies behind', sending * 2 + dying * 2],
  ];
  return fates.find(([, until]) => drawn < until)?.[0] ?? 'sent';
}

interface Sending {
  readonly life: Life;
  readonly now: number;
}

/** What becomes of one message on its way, and what core is told of it. */
async function deliver(year: Year, delivery: Delivery, { life, now }: Sending): Promise<void> {
  const put = putterOf(year, delivery, now);
  // What a process has claimed stays claimed when it dies over another one.
  put.hold(now + leaseMs);
  if (life.mortal.isDead()) return;
  const fate = drawFate(year);
  const settle = async (outcome: DeliveryOutcome) => await settled(year, life, { delivery, outcome, put });
  if (fate === 'dies before') return life.mortal.die();
  if (put.isGone()) return await settle({ kind: 'gone' });
  if (fate === 'out') return await settle({ kind: 'failed', sent: 'no' });
  const stands = delivery.perhapsSince !== null && put.stands();
  if (!stands && delivery.ifAbsent === 'leave') return await settle({ kind: 'absent' });
  if (!stands) put.post();
  if (fate === 'dies behind') return life.mortal.die();
  await settle(fate === 'lost' ? { kind: 'failed', sent: 'perhaps' } : { kind: 'delivered', reference: null });
}

/** Core is told, unless the process dies over that too. */
async function settled(
  year: Year,
  life: Life,
  { delivery, outcome, put }: { readonly delivery: Delivery; readonly outcome: DeliveryOutcome; readonly put: Putter },
): Promise<void> {
  if (year.has('deaths') && year.chance.happens(0.01)) doom(year, life);
  const told = await survive(life, () => life.app.delivered(delivery, outcome));
  const isHit = life.mortal.wasHit() || told.kind !== 'done';
  const wasDone = told.kind === 'died' && life.mortal.lastDone() === 'calendar.settle';
  life.mortal.spare();
  await put.settled(outcome, isHit && !wasDone ? 'unknown' : 'known');
}

interface Putter {
  readonly isGone: () => boolean;
  readonly stands: () => boolean;
  readonly post: () => void;
  readonly hold: (until: number) => void;
  readonly settled: (outcome: DeliveryOutcome, how: 'known' | 'unknown') => Promise<void>;
}

function putterOf(year: Year, delivery: Delivery, now: number): Putter {
  if (delivery.id.startsWith('reminders/')) return reminderPutter(year, delivery);
  if (delivery.id.endsWith(':gone')) return gonePutter(year, delivery);
  const asked = askedIn(year, delivery);
  const isAsk = delivery.id.endsWith(':ask');
  const one = isAsk ? asked.ask : asked.reveal;
  const { plan } = asked;
  return {
    isGone: () => year.gone.has(`${plan.class} ${plan.channel}`),
    stands: () => one.stands.length > 0,
    hold: (until) => void (one.heldUntil = until),
    post() {
      one.stands.push(now);
      expect(one.stands.length, `${delivery.id} is doubled`).toBe(1);
      if (isAsk) checkAsk(asked, delivery.view, now);
      else checkReveal(year, asked, { view: delivery.view, now });
      year.count(isAsk ? 'questions asked' : 'answers told');
    },
    async settled(outcome, how) {
      if (outcome.kind === 'gone') await lost(year, plan, { now, how });
      settleLetter(one, outcome, { now, how, delivery });
    },
  };
}

function askedIn(year: Year, { id }: Delivery): Asked {
  const name = id.replace(/^daily\//u, '').replace(/:\w+$/u, '');
  const asked = year.asked.get(name);
  if (asked === undefined) expect.fail(`nobody planned ${id}`);
  return asked;
}

function settleLetter(
  one: Letter,
  outcome: DeliveryOutcome,
  { now, how, delivery }: { readonly now: number; readonly how: 'known' | 'unknown'; readonly delivery: Delivery },
): void {
  if (how === 'unknown') {
    // Whether it was settled is seen by the question itself; of an answer it is not, so that nothing is asked for any more.
    if (delivery.id.endsWith(':reveal')) one.known = one.stands.length > 0 ? 'posted' : 'dropped';
    return;
  }
  switch (outcome.kind) {
    case 'delivered':
      one.known = 'posted';
      return;
    case 'gone':
    case 'removed':
    case 'absent':
      one.known = 'dropped';
      return;
    case 'failed':
      one.heldUntil = now + Math.min(600_000, 15_000 * 2 ** delivery.failures);
      one.failures += 1;
  }
}

function checkAsk(asked: Asked, view: View, now: number): void {
  const { id, plan } = asked;
  expect(now, `${id} comes too early`).toBeGreaterThanOrEqual(asked.dueAt);
  expect(now, `${id} comes too late`).toBeLessThanOrEqual(askUntil(asked));
  expect(plan.ended, `${id} comes though it was stopped`).toBe(false);
  expect(asked.closed, `${id} comes behind its answer`).toBe(false);
  expect(wordsOf(view).includes('daily.late'), `${id} is marked late`).toBe(now - asked.dueAt > 600_000);
  expect(choicesOf(view).filter(({ command }) => command === 'vote').length).toBeGreaterThan(1);
}

function checkReveal(year: Year, asked: Asked, { view, now }: { readonly view: View; readonly now: number }): void {
  const { id } = asked;
  expect(now, `the answer of ${id} comes too early`).toBeGreaterThanOrEqual(asked.revealAt);
  expect(asked.ask.stands.length > 0 || asked.votes.size > 0, `${id} is told but was never asked`).toBe(true);
  expect(asked.closed, `${id} is told before it is closed`).toBe(true);
  const sheet = sheetOf(year.course, asked.quiz, asked.seed);
  const tally = tallyOf(asked);
  const bars = view.blocks.flatMap((block) => (block.kind === 'progress' ? [block.done] : []));
  const counted = Array.from({ length: sheet.count }, (_, at) => tally[sheet.truthOf([at]).given[0] ?? ''] ?? 0);
  expect(bars, `the figures of ${id}`).toEqual(asked.votes.size === 0 ? [] : counted);
  const run = silentRun(asked.plan.asked.filter(({ date }) => date <= asked.date));
  expect(wordsOf(view).includes('daily.weekly-now'), `${id} says that it asks once a week, ${run} silent`).toBe(
    run === 3,
  );
  if (run === 3) year.count('weekly from now on');
}

/** A channel that is gone rests, and its teacher is told. */
async function lost(
  year: Year,
  plan: Plan,
  { now, how }: { readonly now: number; readonly how: 'known' | 'unknown' },
): Promise<void> {
  if (plan.pause === 'gone' || plan.ended) return;
  const schedule = how === 'known' ? null : await year.store().calendar.read(scheduleId(plan.id));
  if (schedule !== null && schedule.pause?.kind !== 'gone') return;
  plan.pause = 'gone';
  plan.nextAt = null;
  plan.plannedAt = now;
  year.count('channels lost');
}

function gonePutter(year: Year, { id }: Delivery): Putter {
  return {
    isGone: () => false,
    stands: () => (year.told.get(id) ?? 0) > 0,
    hold: () => undefined,
    post() {
      year.told.set(id, (year.told.get(id) ?? 0) + 1);
      expect(year.told.get(id), `${id} is doubled`).toBe(1);
    },
    settled: async () => undefined,
  };
}

/** What the store says of a question's message is what happened to it. */
async function sync(year: Year, one: Asked, now: number): Promise<void> {
  const prompt = await year.store().prompts.read(promptId(one.id));
  if (prompt === null) expect.fail(`${one.id} is not kept`);
  const { ask, reveal } = one;
  if (ask.known === 'open') learn(year, one, { asked: prompt.asked, now });
  const expected = { posted: 'yes', dropped: 'never', open: 'not-yet' } as const;
  expect(prompt.asked, `whether ${one.id} stands`).toBe(expected[ask.known]);
  const isNothing = ask.known === 'dropped' && one.votes.size === 0 && one.closed;
  const isStale = now > one.revealAt + staleMs;
  if (reveal.stands.length === 0 && reveal.known === 'open' && (isNothing || isStale)) reveal.known = 'dropped';
  if (ask.known !== 'open' && reveal.known !== 'open') year.open.delete(one);
}

/** What a process that died may have settled: only what stands is taken for asked, only what is over is given up. */
function learn(
  year: Year,
  one: Asked,
  { asked, now }: { readonly asked: 'yes' | 'not-yet' | 'never'; readonly now: number },
): void {
  const { ask, plan } = one;
  if (asked === 'not-yet') return;
  const isGone = plan.pause === 'gone' || year.gone.has(`${plan.class} ${plan.channel}`);
  if (asked === 'never') expect(isGone || isOver(year, one, now), `${one.id} is given up`).toBe(true);
  else expect(ask.stands.length, `${one.id} is taken for asked`).toBe(1);
  ask.known = asked === 'yes' ? 'posted' : 'dropped';
}

function reminderPutter(year: Year, { id }: Delivery): Putter {
  return {
    isGone: () => false,
    stands: () => false,
    hold: () => undefined,
    post() {
      year.told.set(id, (year.told.get(id) ?? 0) + 1);
      expect(year.told.get(id), `${id} is doubled`).toBe(1);
    },
    settled: async () => undefined,
  };
}
