import { beginIn, dateIn, dayMs, daysFrom, daysLater, hourMs, weekdayOf } from './wall-clock.ts';
import type { Truth } from './questions.ts';

/** Somebody answered a question. In the order in which they were taken down. */
export interface Answered extends Truth {
  readonly by: string;
  readonly quiz: string;
  readonly seed: number;
  readonly at: number;
}

export interface Attempted {
  readonly by: string;
  readonly request: string;
  readonly exercise: string;
  readonly verdict: 'passed' | 'failed';
  readonly at: number;
}

interface Studied {
  readonly date: string;
  readonly zone: string;
  readonly at: number;
}

interface Chosen {
  readonly zone: string | null;
  readonly at: number;
}

interface Member {
  readonly since: number;
  competesAs: string | null;
}

interface LinkCode {
  readonly by: string;
  readonly until: number;
  used: boolean;
}

export interface ReminderRow {
  minute: number | null;
  /** In which it was asked for. */
  zone: string;
  platform: string;
  community: string | null;
  nextAt: number;
  chosenAt: number;
}

/** Everything that happened to people, as plain lists; everything else is counted from them each time. */
export interface People {
  readonly answers: Map<string, Answered[]>;
  readonly attempts: Map<string, Attempted[]>;
  readonly reads: Map<string, Set<string>>;
  /** Where accounts stand, and in which order they went there. */
  readonly places: Map<string, { chunk: string; order: number }>;
  readonly days: Map<string, Studied[]>;
  readonly zones: Map<string, Chosen>;
  /** Accounts of one person have the same name here; those that are alone have none. */
  readonly linked: Map<string, number>;
  readonly codes: Map<string, LinkCode>;
  readonly wrongCodes: Map<string, { since: number; count: number }>;
  readonly reminders: Map<string, ReminderRow>;
  /** Which dates people were reminded on, by account. */
  readonly reminded: Map<string, Set<string>>;
  /** By class. */
  readonly members: Map<string, Map<string, Member>>;
  readonly lastSeen: Map<string, number>;
  /** Stretches of time in which the bot was seen. */
  readonly running: { from: number; to: number }[];
  persons: number;
}

export const nobody = (): People => ({
  answers: new Map(),
  attempts: new Map(),
  reads: new Map(),
  places: new Map(),
  days: new Map(),
  zones: new Map(),
  linked: new Map(),
  codes: new Map(),
  wrongCodes: new Map(),
  reminders: new Map(),
  reminded: new Map(),
  members: new Map(),
  lastSeen: new Map(),
  running: [],
  persons: 0,
});

/** All accounts of whoever has this one, by name. */
export function accountsOf({ linked }: People, account: string): readonly string[] {
  const person = linked.get(account);
  if (person === undefined) return [account];
  return [...linked].flatMap(([one, other]) => (other === person ? [one] : [])).toSorted();
}

/** Of several accounts the choice made last counts; by name where that does not tell. */
export function zoneOf(people: People, account: string, told: string | undefined): string {
  const choices = accountsOf(people, account).flatMap((one) => people.zones.get(one) ?? []);
  const last = choices.reduce<Chosen | null>((best, one) => (best === null || one.at > best.at ? one : best), null);
  return last?.zone ?? told ?? 'UTC';
}

export function chooseZone(people: People, account: string, { zone, at }: Chosen): void {
  const before = accountsOf(people, account).flatMap((one) => people.zones.get(one)?.at ?? []);
  people.zones.set(account, { zone, at: Math.max(at, ...before.map((one) => one + 1)) });
}

/** Whoever is seen in a class belongs to it. */
export function seen(people: People, account: string, where: { readonly class: string; readonly at: number }): void {
  const members = people.members.get(where.class) ?? new Map<string, Member>();
  people.members.set(where.class, members);
  if (!members.has(account)) members.set(account, { since: where.at, competesAs: null });
  people.lastSeen.set(account, Math.max(where.at, people.lastSeen.get(account) ?? 0));
}

export function study(people: People, account: string, day: { readonly zone: string; readonly at: number }): void {
  const date = dateIn(day.zone, day.at);
  const mine = listIn(people.days, account);
  if (!mine.some((one) => one.date === date && one.zone === day.zone)) mine.push({ ...day, date });
}

/** The first answer of a person to a question as it was asked counts. */
export function answer(people: People, answered: Answered): 'recorded' | 'again' {
  const { by, quiz, seed } = answered;
  const all = accountsOf(people, by).flatMap((one) => people.answers.get(one) ?? []);
  if (all.some((one) => one.quiz === quiz && one.seed === seed)) return 'again';
  listIn(people.answers, by).push(answered);
  return 'recorded';
}

export function attempt(people: People, attempted: Attempted): void {
  const mine = listIn(people.attempts, attempted.by);
  if (!mine.some(({ request }) => request === attempted.request)) mine.push(attempted);
}

/** Where a person stands: where any of their accounts went last. */
export function placeOf(people: People, account: string): { readonly chunk: string; readonly order: number } | null {
  const all = accountsOf(people, account).flatMap((one) => people.places.get(one) ?? []);
  return all.reduce<(typeof all)[number] | null>(
    (best, one) => (best === null || one.order > best.order ? one : best),
    null,
  );
}

/** Goes on from a chunk, if the person still stands there (null: nowhere). */
export function go(
  people: People,
  account: string,
  step: { readonly from: string | null; readonly to: string; readonly at: number },
): void {
  const stands = placeOf(people, account);
  if ((stands?.chunk ?? null) !== step.from) return;
  people.places.set(account, { chunk: step.to, order: Math.max(step.at, (stands?.order ?? -1) + 1) });
}

function listIn<Row>(lists: Map<string, Row[]>, name: string): Row[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

/** What comes of a code that is typed, by the rules of linking. */
export function redeem(people: People, by: string, typed: { readonly code: string; readonly at: number }): string {
  const wrong = wrongOf(people, by, typed.at);
  if (wrong.count >= 5) return 'too-many';
  const code = people.codes.get(typed.code);
  const fault = faultOf(code, by, typed.at);
  if (code === undefined || fault !== null) {
    if (fault !== 'own') people.wrongCodes.set(by, { since: wrong.since, count: wrong.count + 1 });
    return fault ?? 'unknown';
  }
  if (accountsOf(people, by).includes(code.by)) return 'already';
  code.used = true;
  people.persons += 1;
  const both = [...accountsOf(people, by), ...accountsOf(people, code.by)];
  for (const one of both) people.linked.set(one, people.persons);
  return 'linked';
}

/** Of the last hour. */
function wrongOf({ wrongCodes }: People, by: string, at: number): { readonly since: number; readonly count: number } {
  const tries = wrongCodes.get(by);
  const isOver = tries === undefined || at - tries.since >= hourMs || tries.since > at;
  return isOver ? { since: at, count: 0 } : tries;
}

function faultOf(code: LinkCode | undefined, by: string, at: number): 'unknown' | 'own' | 'used' | 'expired' | null {
  if (code === undefined) return 'unknown';
  if (code.by === by) return 'own';
  if (code.used) return 'used';
  return code.until <= at ? 'expired' : null;
}

/** Codes of before count no more. */
export function offerCode(people: People, by: string, offer: { readonly code: string; readonly at: number }): void {
  for (const [code, one] of people.codes) if (one.by === by) people.codes.delete(code);
  for (const [code, { until }] of people.codes) if (until < offer.at - dayMs) people.codes.delete(code);
  people.codes.set(offer.code, { by, until: offer.at + 600_000, used: false });
}

export function unlink(people: People, account: string): 'unlinked' | 'alone' {
  const accounts = accountsOf(people, account);
  if (accounts.length === 1) return 'alone';
  for (const one of accounts.length === 2 ? accounts : [account]) people.linked.delete(one);
  return 'unlinked';
}

/** Nothing of any of their accounts is left; which accounts these were. */
export function forget(people: People, account: string): readonly string[] {
  const accounts = accountsOf(people, account);
  for (const one of accounts) {
    const { answers, attempts, reads, places, days, zones, wrongCodes, reminders, reminded, lastSeen } = people;
    for (const of of [answers, attempts, reads, places, days, zones, wrongCodes, reminders, reminded, lastSeen])
      of.delete(one);
    people.linked.delete(one);
    for (const members of people.members.values()) members.delete(one);
    for (const [code, { by }] of people.codes) if (by === one) people.codes.delete(code);
  }
  return accounts;
}

/** What a class knows: each member by the last answers of the account that they are there with. */
export function recountClass(people: People, name: string): ReadonlyMap<string, { asked: number; good: number }> {
  const counts = new Map<string, { asked: number; good: number }>();
  for (const account of people.members.get(name)?.keys() ?? []) {
    const last = new Map<string, boolean>();
    for (const { concept, correct, held, refuted } of people.answers.get(account) ?? []) {
      last.set(`concept ${concept}`, correct);
      for (const belief of held) last.set(`belief ${belief}`, false);
      for (const belief of refuted) last.set(`belief ${belief}`, true);
    }
    for (const [subject, good] of last) {
      const count = counts.get(subject) ?? { asked: 0, good: 0 };
      counts.set(subject, count);
      count.asked += 1;
      count.good += good ? 1 : 0;
    }
  }
  return counts;
}

/** The bot was seen: it goes on running if it was seen within the grace before, or begins to. */
export function beat({ running }: People, at: number, graceMs: number): void {
  const now = running.filter(({ from, to }) => from <= at && to >= at - graceMs).toSorted((a, b) => b.from - a.from)[0];
  if (now === undefined) running.push({ from: at, to: at });
  else now.to = Math.max(now.to, at);
}

export interface StreakNow {
  readonly days: number;
  readonly today: 'done' | 'open';
  readonly restLeft: number;
}

/** A streak from the days on record: day for day backwards from today, until a week has a third missed one. */
export function streakOf(
  people: People,
  account: string,
  now: { readonly zone: string; readonly at: number },
): StreakNow {
  const all = accountsOf(people, account).flatMap((one) => people.days.get(one) ?? []);
  // What a clock put far ahead has not happened.
  const studied = all.filter(({ at }) => at <= now.at + dayMs);
  const dates = [...new Set(studied.map(({ date }) => date))].toSorted();
  const today = [dateIn(now.zone, now.at), ...dates].toSorted().at(-1) ?? '';
  const rests = new Map<string, number>();
  let days = 0;
  let later = { date: today, begins: beginIn(now.zone, today), zone: now.zone };
  for (const date of dates.toReversed()) {
    const zones = studied.filter((one) => one.date === date).map(({ zone }) => zone);
    const ends = Math.max(...zones.map((zone) => beginIn(zone, daysLater(date, 1))));
    const begins = Math.min(...zones.map((zone) => beginIn(zone, date)));
    // A traveller has missed no more days than there were whole ones; two hours may go with a change of clocks.
    const had = Math.floor((later.begins - ends + 2 * hourMs) / dayMs);
    const wanting = Array.from({ length: Math.max(0, daysFrom(date, later.date) - 1) }, (_, at) =>
      daysLater(later.date, -at - 1),
    ).slice(0, Math.max(0, had));
    const trial = new Map(rests);
    for (const missed of wanting) {
      if (awayMs(people, missed, later.zone) > 3 * hourMs) continue;
      const week = daysLater(missed, 1 - weekdayOf(missed));
      trial.set(week, (trial.get(week) ?? 0) + 1);
    }
    if ([...trial.values()].some((count) => count > 2)) break;
    for (const [week, count] of trial) rests.set(week, count);
    days += 1;
    later = { date, begins, zone: zones.at(-1) ?? now.zone };
  }
  const week = daysLater(today, 1 - weekdayOf(today));
  return { days, today: dates.at(-1) === today ? 'done' : 'open', restLeft: 2 - (rests.get(week) ?? 0) };
}

/** How much of a day the bot was not there, from when it first ran. */
function awayMs({ running }: People, date: string, zone: string): number {
  const known = Math.min(...running.map(({ from }) => from));
  const [begins, ends] = [Math.max(known, beginIn(zone, date)), beginIn(zone, daysLater(date, 1))];
  if (ends <= begins) return 0;
  let there = 0;
  let until = begins;
  for (const { from, to } of running.toSorted((one, other) => one.from - other.from)) {
    const [since, till] = [Math.max(from, until), Math.min(to, ends)];
    if (till <= since) continue;
    there += till - since;
    until = till;
  }
  return ends - begins - there;
}
