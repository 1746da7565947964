import type { Kit } from '../command.ts';
import type { LearnerId } from '../ids.ts';
import { languageSpoken } from '../language-spoken.ts';
import type { Reminder } from '../ports/reminder-store.ts';
import type { View } from '../view.ts';
import { reminderMessage } from '../views/reminder-views.ts';
import type { Language } from '../words.ts';
import { dateAt, minuteAt, nextAtMinute, zoneOf } from './local-day.ts';
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
    due.push(...(await decide(reminder, desk)));
  }
  return due;
}

/** Claimed before it is decided: whoever comes too late, or has studied, has had their turn for today. */
async function decide(reminder: Reminder, { kit, dueCount }: ReminderDesk): Promise<readonly DueReminder[]> {
  const { store, clock, library } = kit;
  const { learner, minute, quiet, nextAt, platform, community, locale } = reminder;
  const now = clock.now();
  const { zone } = await zoneOf(reminder, kit);
  const date = dateAt(nextAt, zone);
  const isTheirs = (await store.reminders.of(learner))?.learner === learner;
  const isWelcome = isTheirs && now - nextAt <= latestMs && !isQuiet(quiet, minuteAt(now, zone));
  const count = isWelcome && !(await hasStudied(learner, dateAt(now, zone), kit)) ? await dueCount(learner) : 0;
  const claim = { learner, date, from: nextAt, next: nextAtMinute(Math.max(now, nextAt), minute, zone) };
  if (count === 0) {
    await store.reminders.pass(claim);
    return [];
  }
  if ((await store.reminders.claim(claim)) !== 'claimed') return [];
  const language = await languageSpoken({ learner, locale }, store);
  const view = reminderMessage(count, library.speak(language));
  return [{ id: `${learner}/${date}`, learner, platform, community, view, language, until: nextAt + latestMs }];
}

async function hasStudied(learner: LearnerId, date: string, { store }: Pick<Kit, 'store'>): Promise<boolean> {
  return (await store.days.studied(learner)).some((day) => day.date === date);
}
