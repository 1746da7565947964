import { audited } from '../classes/audited.ts';
import { dateAt } from '../people/local-day.ts';
import { mostRecent } from './cadence.ts';
import { changeSchedule } from './change-schedule.ts';
import type { Managing } from './manage-schedules.ts';
import { communityOf, scheduleMeant } from './manage-schedules.ts';
import { nextQuestion, openPrompt, revealTime } from './plan.ts';
import { setSchedule } from './set-schedule.ts';

import { quote } from '../inline.ts';
import type { Schedule } from '../ports/calendar-store.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../view.ts';
import type { ScheduleNews } from '../views/schedule-views.ts';
import { scheduleListView, scheduleView, trialView } from '../views/schedule-views.ts';

/** What teachers can do about the questions of their channels, by the word they type. */
export const dailyActions: ReadonlyMap<string, (managing: Managing) => Promise<View>> = new Map([
  ['set', async (managing) => await told(await setSchedule(managing), 'set', managing)],
  ['list', list],
  ['pause', pause],
  ['resume', resume],
  ['holidays', holidays],
  ['try', tryOut],
  ['reveal', reveal],
  ['stop', stop],
]);

/** How a schedule stands after a change. */
async function told(schedule: Schedule, news: ScheduleNews, { call }: Managing): Promise<View> {
  const recent = await call.kit.store.prompts.recent(schedule.id, mostRecent);
  return scheduleView({ schedule, recent, news }, call);
}

async function list({ call }: Managing): Promise<View> {
  const { calendar, prompts } = call.kit.store;
  const all = await calendar.schedules(communityOf(call));
  if (all.length === 0) throw new Refusal('daily-none', (say) => say('refusal.daily-none'));
  const lines = all.map(async (schedule) => ({ schedule, recent: await prompts.recent(schedule.id, mostRecent) }));
  return scheduleListView(await Promise.all(lines), call);
}

async function pause(managing: Managing): Promise<View> {
  const schedule = await scheduleMeant(managing);
  const [date] = managing.words.dates;
  if (date === undefined) throw new Refusal('daily-no-date', (say) => say('refusal.daily-no-date'));
  const today = dateAt(managing.call.kit.clock.now(), schedule.zone);
  if (date <= today) throw new Refusal('daily-past', (say) => say('refusal.daily-past', { date: quote(date) }));
  return await changed(managing, 'paused', (before) => ({ ...before, pause: { kind: 'until', date } }));
}

/** From now on: what it did not ask meanwhile is not asked any more. */
async function resume(managing: Managing): Promise<View> {
  const startsAt = managing.call.kit.clock.now();
  return await changed(managing, 'resumed', (before) => ({ ...before, pause: null, startsAt }));
}

const mostHolidays = 100;
const noneWords: ReadonlySet<string> = new Set(['none', '无', '没有']);

/** Adds days on which nothing is asked; `none` takes all of them away. Those that are over are forgotten. */
async function holidays(managing: Managing): Promise<View> {
  const { words, call } = managing;
  const isNone = words.rest.some((word) => noneWords.has(word.toLowerCase()));
  if (words.dates.length === 0 && !isNone) throw new Refusal('daily-no-date', (say) => say('refusal.daily-no-date'));
  const now = call.kit.clock.now();
  return await changed(managing, 'holidays', (before) => {
    const today = dateAt(now, before.zone);
    const all = isNone ? words.dates : [...before.holidays, ...words.dates];
    const ahead = [...new Set(all)].filter((date) => date >= today).toSorted();
    return { ...before, holidays: ahead.slice(0, mostHolidays) };
  });
}

async function stop(managing: Managing): Promise<View> {
  const endedAt = managing.call.kit.clock.now();
  return await changed(managing, 'stopped', (before) => ({ ...before, endedAt }));
}

/** What is written down: what was done to which schedule, and the days that it is about. */
function deedOf({ id }: Schedule, news: Exclude<ScheduleNews, 'set'>, { words }: Managing) {
  return { act: `daily ${acts[news]}`, about: [id, ...words.dates].join(' ') };
}

/** By what a teacher is told of it. */
const acts = {
  paused: 'pause',
  resumed: 'resume',
  holidays: 'holidays',
  stopped: 'stop',
  revealed: 'reveal',
} as const satisfies Record<Exclude<ScheduleNews, 'set'>, string>;

async function changed(
  managing: Managing,
  news: Exclude<ScheduleNews, 'set'>,
  change: (before: Schedule) => Schedule,
): Promise<View> {
  const meant = await scheduleMeant(managing);
  await audited(managing.call, deedOf(meant, news, managing));
  const after = await changeSchedule(meant.id, managing.call.kit, (schedule) => ({
    schedule: change(schedule),
    posts: [],
  }));
  return await told(after ?? meant, news, managing);
}

/** Shows what would be asked next; nothing is posted, and next time it may be something else. */
async function tryOut(managing: Managing): Promise<View> {
  const { call } = managing;
  const { kit } = call;
  const schedule = await scheduleMeant(managing);
  const chosen = await nextQuestion(schedule, kit);
  if (chosen === null) throw new Refusal('no-question', (say) => say('refusal.no-question'));
  const recent = await kit.store.prompts.recent(schedule.id, mostRecent);
  const revealAt = await revealTime(schedule, kit.clock.now(), kit);
  return trialView(chosen, { schedule, recent, revealAt, now: kit.clock.now() }, call);
}

/** Tells the answer now: the next heartbeat posts it. */
async function reveal(managing: Managing): Promise<View> {
  const { kit } = managing.call;
  const schedule = await scheduleMeant(managing);
  const open = openPrompt(await kit.store.prompts.recent(schedule.id, mostRecent));
  if (open === null) throw notOpen();
  await audited(managing.call, deedOf(schedule, 'revealed', managing));
  if ((await kit.store.prompts.hasten(open.id, kit.clock.now())) === 'was-closed') throw notOpen();
  return await told(schedule, 'revealed', managing);
}

const notOpen = (): Refusal => new Refusal('daily-not-open', (say) => say('refusal.daily-not-open'));
