import type { Schedule } from '../ports/calendar-store.ts';
import type { StandingPrompt } from '../ports/prompt-store.ts';
import type { Slot } from './slots.ts';
import { daysBetween, slotsAfter } from './slots.ts';

/** After so many questions in a row that nobody answered, a channel is asked once a week. */
const patience = 3;
const weekDays = 7;
/** Of a schedule's last prompts, so many are enough to know all about its rhythm. */
export const mostRecent = 12;

/** How many of the last questions in a row nobody answered. An answer to one that is open ends the row. */
function silentInARow(recent: readonly StandingPrompt[]): number {
  const asked = recent.filter(({ asked: stands, tally }) => stands === 'yes' || tally.size > 0);
  const told = asked.filter(({ closedAt, tally }) => closedAt !== null || tally.size > 0);
  const answered = told.findIndex(({ tally }) => tally.size > 0);
  return answered < 0 ? told.length : answered;
}

/** Whether this was the answerless question after which a channel is asked once a week: said once, with its answer. */
export const beginsSilence = (recent: readonly StandingPrompt[]): boolean => silentInARow(recent) === patience;

export const isWeekly = (recent: readonly StandingPrompt[]): boolean => silentInARow(recent) >= patience;

/** Whether a slot is used, after the prompts that there were; the latest first. */
export function isTurn({ date }: Slot, recent: readonly StandingPrompt[]): boolean {
  if (recent.some((prompt) => prompt.date === date)) return false;
  const last = recent.find((prompt) => prompt.date < date);
  return last === undefined || !isWeekly(recent) || daysBetween(last.date, date) >= weekDays;
}

/** The next questions of a schedule, as far as is known now. */
export function nextTurns(
  schedule: Schedule,
  { now, recent }: { readonly now: number; readonly recent: readonly StandingPrompt[] },
  most: number,
): readonly Slot[] {
  const all = slotsAfter(schedule, now, isWeekly(recent) ? most * weekDays : most + 1);
  const turns: Slot[] = [];
  let last: string | null = null;
  for (const slot of all.filter((one) => isTurn(one, recent))) {
    if (last !== null && isWeekly(recent) && daysBetween(last, slot.date) < weekDays) continue;
    turns.push(slot);
    last = slot.date;
  }
  return turns.slice(0, most);
}
