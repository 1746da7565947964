import type { Kit } from '../command.ts';
import type { QuietHours, Reminder } from '../ports/reminder-store.ts';
import type { Request } from '../request.ts';
import { nextTurn, zoneOf } from './local-day.ts';

/** From ten in the evening to eight in the morning. */
export const usualQuiet: QuietHours = { from: 22, to: 8 };

/** Sets the learner's reminder, to be sent to the account that asks. `minute`: behind midnight. */
export async function setReminder(
  request: Request,
  kit: Kit,
  wanted: Pick<Reminder, 'minute' | 'weekday' | 'quiet'>,
): Promise<Reminder> {
  const { learner, place, locale } = request;
  const { zone } = await zoneOf(request, kit);
  const now = kit.clock.now();
  const where = { platform: place.platform, community: place.community ?? null };
  const reminder = { learner, ...where, locale, zone, ...wanted, nextAt: nextTurn(now, wanted, zone) };
  await kit.store.reminders.choose({ kind: 'set', reminder, at: now });
  return reminder;
}

/** Called when a learner's zone has changed: the reminder comes at the same time of day there. */
export async function moveReminder(request: Request, kit: Kit): Promise<void> {
  const before = await kit.store.reminders.of(request.learner);
  if (before === null) return;
  const { zone } = await zoneOf(request, kit);
  const now = kit.clock.now();
  const reminder = { ...before, zone, nextAt: nextTurn(now, before, zone) };
  await kit.store.reminders.choose({ kind: 'set', reminder, at: now });
}
