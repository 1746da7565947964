import { expect } from 'vitest';
import type { Delivery } from '#core/delivery.ts';
import { learnerId } from '#core/ids.ts';
import { dueOf, masteryOf } from '#core/memory/mastery.ts';
import type { People } from './people-model.ts';
import { accountsOf, zoneOf } from './people-model.ts';
import { dateIn, daysLater, hourMs, minuteIn, momentOf } from './wall-clock.ts';
import type { Year } from './year.ts';

interface ExpectedReminder {
  readonly account: string;
  readonly id: string;
  readonly date: string;
  readonly sent: 'yes' | 'no' | 'perhaps';
  readonly next: number;
  /** It is among those that a beat looks at; others may have to wait for the next one. */
  readonly inTurn: boolean;
}

const mostReminders = 200;

/** Whose reminder has its turn, and whether it is sent: once a day, not late, not at night, not to who has studied. */
export async function remindersExpected(year: Year, now: number): Promise<readonly ExpectedReminder[]> {
  const { people } = year;
  const due = [...people.reminders].filter(([, { minute, nextAt }]) => minute !== null && nextAt <= now);
  const all: ExpectedReminder[] = [];
  const today = new Set<string>();
  const sorted = due.toSorted(([a, one], [b, other]) => one.nextAt - other.nextAt || (a < b ? -1 : 1));
  for (const [place, [account, row]] of sorted.entries()) {
    const zone = zoneOf(people, account, row.zone);
    const date = dateIn(zone, row.nextAt);
    const minute = minuteIn(zone, now);
    const accounts = accountsOf(people, account);
    const isTheirs = lastReminder(people, account) === account;
    const isWelcome = isTheirs && now - row.nextAt <= 2 * hourMs && minute >= 8 * 60 && minute < 22 * 60;
    const hasStudied = accounts.some(
      (one) => people.days.get(one)?.some((day) => day.date === dateIn(zone, now)) === true,
    );
    const had = accounts.some((one) => people.reminded.get(one)?.has(date) === true || today.has(`${one} ${date}`));
    const isWanted = isWelcome && !hasStudied && !had && (await countDue(year, account)) > 0;
    if (isWanted) for (const one of accounts) today.add(`${one} ${date}`);
    const next = nextReminder(Math.max(now, row.nextAt), row.minute ?? 0, zone);
    all.push({
      account,
      id: `reminders/${account}/${date}`,
      date,
      sent: isWanted ? 'yes' : 'no',
      next,
      inTurn: place < mostReminders,
    });
  }
  return all;
}

/** Of the same reminders, before a beat and behind it. */
export const eitherWay = (
  before: readonly ExpectedReminder[],
  behind: readonly ExpectedReminder[],
): readonly ExpectedReminder[] =>
  behind.map((one, place) => ({ ...one, sent: before[place]?.sent === one.sent ? one.sent : 'perhaps' }));

/** Of a person's accounts the one that chose last. */
export function lastReminder(people: People, account: string): string | undefined {
  const rows = accountsOf(people, account).flatMap((one) => {
    const row = people.reminders.get(one);
    return row === undefined ? [] : [{ one, at: row.chosenAt }];
  });
  return rows.toSorted((a, b) => b.at - a.at)[0]?.one;
}

export function nextReminder(after: number, minute: number, zone: string): number {
  let date = dateIn(zone, after);
  while (momentOf(date, minute, zone) <= after) date = daysLater(date, 1);
  return momentOf(date, minute, zone);
}

/** What is due is reckoned by core from the facts, which are compared elsewhere. */
async function countDue(year: Year, account: string): Promise<number> {
  const facts = await year.store().evidence.facts(learnerId(account), year.course.id);
  return dueOf(masteryOf(year.course, facts, year.now())).length;
}

export async function remindersCame(
  year: Year,
  expected: readonly ExpectedReminder[],
  { now, calm, came }: { readonly now: number; readonly calm: boolean; readonly came: readonly Delivery[] },
): Promise<void> {
  const ids = new Set(came.map(({ id }) => id).filter((id) => id.startsWith('reminders/')));
  const wanted = new Set(expected.flatMap(({ id, sent }) => (sent === 'no' ? [] : [id])));
  expect(
    [...ids].filter((id) => !wanted.has(id)),
    'reminders that come unasked',
  ).toEqual([]);
  for (const one of expected) {
    const { account, id, date, sent } = one;
    const isSure = calm && one.inTurn;
    if (isSure) expectSent(one, { ids, now });
    const row = year.people.reminders.get(account);
    if (row === undefined) continue;
    const kept = isSure ? null : await keptReminder(year, account);
    if (kept?.nextAt === row.nextAt) continue;
    row.nextAt = one.next;
    const wentOut = ids.has(id) || kept?.dates.has(date) === true;
    if (sent === 'perhaps' ? wentOut : sent === 'yes') remind(year, account, date);
  }
}

function expectSent(
  { id, sent }: ExpectedReminder,
  { ids, now }: { readonly ids: ReadonlySet<string>; readonly now: number },
): void {
  if (sent === 'perhaps') return;
  expect(ids.has(id), `whether ${id} is sent at ${new Date(now).toISOString()}`).toBe(sent === 'yes');
}

function remind(year: Year, account: string, date: string): void {
  const mine = year.people.reminded.get(account) ?? new Set<string>();
  year.people.reminded.set(account, mine.add(date));
  year.count('reminders');
}

/** What the store says of a reminder: when it is due next, and on which dates it went out. */
async function keptReminder(
  year: Year,
  account: string,
): Promise<{ readonly nextAt: number | null; readonly dates: ReadonlySet<string> }> {
  const { reminder = [], reminded = [] } = await year.store().ownData.everythingOf(learnerId(account));
  const next = reminder.find(({ learner }) => learner === account)?.['next_at'];
  const dates = reminded.flatMap(({ learner, date }) =>
    learner === account && typeof date === 'string' ? [date] : [],
  );
  return { nextAt: typeof next === 'number' ? next : null, dates: new Set(dates) };
}
