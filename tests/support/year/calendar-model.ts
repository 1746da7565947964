import { dateIn, dayMs, daysFrom, daysLater, hourMs, momentOf, weekdayOf } from './wall-clock.ts';

/** How a channel is asked. */
export interface Plan {
  readonly id: string;
  readonly class: string;
  readonly platform: string;
  readonly channel: string;
  /** Minutes behind midnight. */
  readonly minute: number;
  readonly zone: string;
  readonly weekdays: readonly number[];
  readonly revealMs: number;
  readonly teacher: string;
  startsAt: number;
  ended: boolean;
  /** A date, or `gone`. */
  pause: string | null;
  holidays: readonly string[];
  /** When its next turn is, as it was found at `plannedAt`. */
  nextAt: number | null;
  plannedAt: number;
  /** What it asked, the oldest first. */
  readonly asked: Asked[];
}

/** A question that a channel is to be asked on a date. */
export interface Asked {
  readonly id: string;
  readonly plan: Plan;
  readonly date: string;
  readonly quiz: string;
  readonly seed: number;
  readonly dueAt: number;
  revealAt: number;
  closed: boolean;
  /** Choices in order, by learner. */
  readonly votes: Map<string, Vote[]>;
  ask: Letter;
  reveal: Letter;
}

export interface Vote {
  readonly given: string;
  readonly place: number;
  readonly request: string;
  readonly at: number;
}

/** One message: whether it stands in its channel, and what the bot knows of that. */
export interface Letter {
  /** Times at which it was put there. */
  stands: number[];
  known: 'open' | 'posted' | 'dropped';
  /** Nobody need send it before, since somebody else may be at it. */
  heldUntil: number;
  failures: number;
}

export const letter = (): Letter => ({ stands: [], known: 'open', heldUntil: -Infinity, failures: 0 });

const lateMs = 6 * hourMs;

/** The first turn later than `after`; null when there is none within two years. */
export function turnAfter(plan: Plan, after: number): { readonly at: number; readonly date: string } | null {
  if (plan.ended || plan.pause === 'gone') return null;
  const from = Math.max(after, plan.startsAt);
  const first = dateIn(plan.zone, from);
  for (let days = -1; days < 730; days += 1) {
    const date = daysLater(first, days);
    if (!isAskedOn(plan, date)) continue;
    const at = momentOf(date, plan.minute, plan.zone);
    if (at > from) return { at, date };
  }
  return null;
}

const isAskedOn = ({ weekdays, holidays, pause }: Plan, date: string): boolean =>
  weekdays.includes(weekdayOf(date)) && !holidays.includes(date) && (pause === null || date >= pause);

/** The last turn of the last six hours. */
export function lastTurn(plan: Plan, now: number): { readonly at: number; readonly date: string } | null {
  let last = null;
  let next = turnAfter(plan, now - lateMs);
  while (next !== null && next.at <= now) {
    last = next;
    next = turnAfter(plan, next.at);
  }
  return last;
}

/** Called when a teacher changes something: what had its turn already is still looked at. */
export function replan(plan: Plan, now: number): void {
  plan.nextAt = turnAfter(plan, Math.min(now, (plan.nextAt ?? Infinity) - 1))?.at ?? null;
  plan.plannedAt = now;
}

export const isLooked = ({ ended, nextAt, plannedAt }: Plan, now: number): boolean =>
  !ended && ((nextAt !== null && nextAt <= now) || plannedAt > now);

/** When an answer is told: as late as is usual, but before anything else is asked in the channel. */
export function revealTime(plan: Plan, plans: readonly Plan[], now: number): number {
  const there = plans.filter((one) => one.class === plan.class && one.channel === plan.channel && !one.ended);
  const nexts = there.flatMap((one) => turnAfter(one, now + 2 * hourMs) ?? []);
  return Math.min(now + plan.revealMs, ...nexts.map(({ at }) => at - hourMs));
}

/** Whether another schedule of the channel has had its turn since: of several late questions only the last is asked. */
export function isOvertaken(
  plan: Plan,
  plans: readonly Plan[],
  turn: { readonly at: number; readonly now: number },
): boolean {
  const there = plans.filter((one) => one.class === plan.class && one.channel === plan.channel && !one.ended);
  return there.some((one) => (turnAfter(one, turn.at)?.at ?? Infinity) <= turn.now);
}

export const askUntil = ({ dueAt, revealAt }: { readonly dueAt: number; readonly revealAt: number }): number =>
  Math.min(dueAt + lateMs, revealAt - hourMs);

/** How many of the last questions in a row nobody has answered; one that is open and without answer says nothing yet. */
export function silentRun(asked: readonly Asked[]): number {
  let run = 0;
  for (const one of asked.toSorted((a, b) => (a.date < b.date ? 1 : -1))) {
    if (one.votes.size > 0) return run;
    if (one.ask.known === 'posted' && one.closed) run += 1;
  }
  return run;
}

/** Whether a turn is used: once for each date, once a week where nobody answers. */
export function isUsed(date: string, asked: readonly Asked[]): boolean {
  if (asked.some((one) => one.date === date)) return false;
  const last = asked
    .map((one) => one.date)
    .filter((one) => one < date)
    .toSorted()
    .at(-1);
  return last === undefined || silentRun(asked) < 3 || daysFrom(last, date) >= 7;
}

/** The last choice of each learner, counted by option. */
export function tallyOf({ votes }: Asked): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const choices of votes.values()) {
    const given = choices.at(-1)?.given ?? '';
    tally[given] = (tally[given] ?? 0) + 1;
  }
  return tally;
}

/** A choice of at most two different ones in a row; what it comes to. */
export function choose(asked: Asked, by: string, vote: Vote): 'chosen' | 'changed' | 'spent' | 'same' | 'late' {
  if (asked.closed || vote.at >= asked.revealAt) return 'late';
  const choices = asked.votes.get(by) ?? [];
  const last = choices.at(-1);
  if (last?.given === vote.given || choices.some(({ request }) => request === vote.request)) return 'same';
  if (choices.length >= 2) return 'spent';
  asked.votes.set(by, [...choices, vote]);
  return choices.length === 0 ? 'chosen' : 'changed';
}

/** An answer that could not be told for so long is of no use. */
export const staleMs = 7 * dayMs;
