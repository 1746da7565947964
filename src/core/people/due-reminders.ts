import type { Kit } from '../command.ts';
import type { LearnerId } from '../ids.ts';
import { languageSpoken } from '../language-spoken.ts';
import type { Reminder } from '../ports/reminder-store.ts';
import type { View } from '../view.ts';
import { reminderMessage } from '../views/reminder-views.ts';
import type { Reader } from '../views/option-label.ts';
import type { Language } from '../words.ts';
import { dateAt, minuteAt, nextTurn, zoneOf } from './local-day.ts';
import { isQuiet } from './read-remind.ts';

/** A reminder that is to be sent now, by direct message. */
export interface DueReminder {
  /** Names it for good: one for each account and local date. */
  readonly id: string;
  readonly learner: LearnerId;
  readonly platform: string;
  /** Where the bot knows them from; null: it was asked for where there is no community. */
  readonly community: string | null;
  readonly view: View;
  /** In which the view speaks. */
  readonly language: Language;
  /** It is not sent later than that. Epoch milliseconds. */
  readonly until: number;
}

/** What reminders are decided with; `dueCount`: how many things a learner is due to be asked. */
export interface ReminderDesk {
  readonly kit: Pick<Kit, 'store' | 'clock' | 'library'>;
  readonly dueCount: (learner: LearnerId) => Promise<number>;
  /** How the week was, for who wants to hear of that; null when there is nothing to tell. */
  readonly digest: (reminder: Reminder, reader: Reader) => Promise<View | null>;
  /** Is told of a reminder that cannot be decided, so that the others are. */
  readonly failed: (error: unknown) => void;
}

/** So many are looked at in one beat: the others come with the next. */
const mostAtOnce = 200;
/** One that is later than this, because the bot was away, is left out: nobody wants them all at once. */
const latestMs = 2 * 3_600_000;

/** What is to be sent now on these platforms, claimed: nobody else is told of it. */
export async function dueReminders(platforms: readonly string[], desk: ReminderDesk): Promise<readonly DueReminder[]> {
  const { store, clock } = desk.kit;
  const due: DueReminder[] = [];
  for (const reminder of await store.reminders.due(platforms, clock.now(), mostAtOnce)) {
    try {
      due.push(...(await decide(reminder, desk)));
    } catch (error) {
      desk.failed(error);
    }
  }
  return due;
}

/** Claimed before it is decided: whoever comes too late, or has studied, has had their turn for today. */
async function decide(reminder: Reminder, desk: ReminderDesk): Promise<readonly DueReminder[]> {
  const { kit } = desk;
  const { store, clock, library } = kit;
  const { learner, quiet, nextAt, platform, community } = reminder;
  const now = clock.now();
  const { zone } = await zoneOf(reminder, kit);
  const date = dateAt(nextAt, zone);
  const isTheirs = (await store.reminders.of(learner))?.learner === learner;
  const isWelcome = isTheirs && now - nextAt <= latestMs && !isQuiet(quiet, minuteAt(now, zone));
  const language = await languageSpoken(reminder, store);
  const reader = { say: library.speak(language), language };
  const view = isWelcome ? await messageFor(reminder, { zone, reader }, desk) : null;
  const claim = { learner, date, from: nextAt, next: nextTurn(Math.max(now, nextAt), reminder, zone) };
  if (view === null) {
    await store.reminders.pass(claim);
    return [];
  }
  if ((await store.reminders.claim(claim)) !== 'claimed') return [];
  return [{ id: `${learner}/${date}`, learner, platform, community, view, language, until: nextAt + latestMs }];
}

interface Reading {
  readonly zone: string;
  readonly reader: Reader;
}

/** Null when there is nothing that is worth a message. */
async function messageFor(
  reminder: Reminder,
  { zone, reader }: Reading,
  { kit, dueCount, digest }: ReminderDesk,
): Promise<View | null> {
  if (reminder.weekday !== undefined) return await digest(reminder, reader);
  const { learner } = reminder;
  if (await hasStudied(learner, dateAt(kit.clock.now(), zone), kit)) return null;
  const due = await dueCount(learner);
  return due === 0 ? null : reminderMessage(due, reader.say);
}

async function hasStudied(learner: LearnerId, date: string, { store }: Pick<Kit, 'store'>): Promise<boolean> {
  return (await store.days.studied(learner)).some((day) => day.date === date);
}
