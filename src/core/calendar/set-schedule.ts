import { audited } from '../classes/audited.ts';
import { scheduleId } from '../ids.ts';
import { quote } from '../inline.ts';
import { zoneOf } from '../people/local-day.ts';
import type { Schedule } from '../ports/calendar-store.ts';
import { numbersFrom } from '../quiz/by-seed.ts';
import { Refusal } from '../refusal.ts';
import { communityOf, type Managing } from './manage-schedules.ts';
import { turnAfter } from './plan.ts';
import { readScope } from './read-scope.ts';
import { readZone } from './zones.ts';

/** Makes a schedule as a teacher wants it. */
export async function setSchedule({ call, words }: Managing): Promise<Schedule> {
  const { request, kit, language } = call;
  const community = communityOf(call);
  const channel = words.channel?.id ?? request.place.channel;
  if (channel === undefined) throw new Refusal('daily-nowhere', (say) => say('refusal.daily-nowhere'));
  if (words.time === null) throw new Refusal('daily-no-time', (say) => say('refusal.daily-no-time'));
  const now = kit.clock.now();
  const rhythm = { time: words.time, weekdays: words.weekdays ?? everyDay, pause: null, holidays: [] };
  const about = { scope: readScope(words.rest, kit.library), language, revealMs: words.revealMs };
  const made = {
    createdBy: request.learner,
    createdAt: now,
    startsAt: now,
    endedAt: null,
    plannedAt: now,
    revision: 1,
  };
  const place = { ...community, channel, channelName: words.channel?.name ?? null };
  const zone = zoneMeant(words.zone ?? (await ownZone(call)));
  await audited(call, { act: 'daily set', about: `${words.channel?.name ?? channel} ${words.time} ${zone}` });
  return await keepNew({ ...place, ...rhythm, ...about, ...made, zone }, call.kit);
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** The teacher's own, as they chose it or as their platform says. */
async function ownZone({ request, kit }: Managing['call']): Promise<string | undefined> {
  const { zone, from } = await zoneOf(request, kit);
  return from === 'nobody' ? request.zone : zone;
}

/** What a platform says of somebody's zone may be a name that we do not know. */
function zoneMeant(named: string | undefined): string {
  const read = named === undefined ? null : readZone(named);
  if (read?.kind === 'zone') return read.zone;
  throw new Refusal('daily-no-zone', (say) => say('refusal.daily-no-zone', { zone: quote(named ?? '') }));
}

/** Draws ids until one is new. */
async function keepNew(
  planned: Omit<Schedule, 'id' | 'nextAt'>,
  { store, random }: Managing['call']['kit'],
): Promise<Schedule> {
  const next = numbersFrom(random.seed());
  for (let tries = 0; tries < mostTries; tries += 1) {
    const unplanned = { ...planned, id: scheduleId(drawId(next)), nextAt: null };
    const schedule = { ...unplanned, nextAt: turnAfter(unplanned, planned.plannedAt) };
    if ((await store.calendar.save({ schedule, before: null, prompt: null, posts: [] })) === 'saved') return schedule;
  }
  throw new Error('no free id for a schedule');
}

const mostTries = 200;
/** Without those that look like a digit, and those like a letter. */
const letters = 'abcdefghjkmnpqrstuvwxyz';
const digits = '23456789';

const drawId = (next: (bound: number) => number): string =>
  [letters, digits, letters, digits].map((signs) => signs.charAt(next(signs.length))).join('');
