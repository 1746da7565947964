import { nextTurn } from '#core/people/local-day.ts';
import type { Class } from '#core/ports/class-store.ts';
import type { Act } from './acts.ts';
import type { ClassHere } from './classes.ts';
import type { Life } from './life.ts';
import { timeFor } from './life.ts';
import { seeded } from './seeded.ts';
import type { Town } from './town.ts';
import { dayMs, noon, platform, today } from './town.ts';

/** So many classes, the largest, have a list of who improves most. */
const contests = 20;

export const hasContest = ({ nth }: ClassHere): boolean => nth < contests;

/** The class that somebody is in; null for who learns alone. */
export function classOf(who: number, { classes }: Town): ClassHere | null {
  let [from, to] = [0, classes.length - 1];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if ((classes[middle]?.first ?? 0) <= who) from = middle;
    else to = middle - 1;
  }
  const found = classes[from];
  return found !== undefined && who < found.first + found.size ? found : null;
}

/** Every 20th is in the next class as well. */
function classesWith(who: number, town: Town): readonly ClassHere[] {
  const own = classOf(who, town);
  const next = own === null || who % 20 !== 0 ? undefined : town.classes[own.nth + 1];
  return [own, next].filter((one) => one != null);
}

/** Coming into classes, being seen there, and what is wanted of the bot. */
export function classesAround(who: number, life: Life, town: Town): readonly Act[] {
  const random = seeded(who ^ 0x1234_5678);
  const of = classesWith(who, town);
  // Before the first answer, or somewhere in between; and later again.
  const joined = timeFor(today - Math.floor(life.begun * random()) * dayMs - dayMs, 3);
  const last = timeFor(noon - random() * 30 * dayMs, 3);
  return [
    ...of.map((where, nth) => seenIn(where, joined + nth * 4)),
    ...(last < joined + dayMs ? [] : of.slice(0, 1).map((where) => seenIn(where, last))),
    ...of.flatMap((where) => competing(where, { life, random, at: joined + 100 })),
    ...wishes(life, random, joined + 200),
  ];
}

const seenIn = (of: ClassHere, at: number): Act => ({ kind: 'is seen', where: classNamed(of), at });

const classNamed = ({ platform: on, community }: ClassHere): Class => ({ platform: on, community });

interface Wishing {
  readonly life: Life;
  readonly random: () => number;
  readonly at: number;
}

const competingShare = 1 / 3;

function competing(of: ClassHere, { life, random, at }: Wishing): readonly Act[] {
  if (!hasContest(of) || random() > competingShare) return [];
  return [{ kind: 'competes', where: classNamed(of), as: `learner ${life.learner.slice(-4)}`, at }];
}

const zoneShare = 0.3;
const reminderShare = 0.05;

function wishes({ learner, zone }: Life, random: () => number, at: number): readonly Act[] {
  const minute = 7 * 60 + Math.floor(random() * 14 * 60);
  const wanted = { learner, platform, community: null, locale: 'en', zone: zone.name, minute };
  return [
    ...(random() < zoneShare ? [{ kind: 'chooses a zone', zone: zone.name, at } as const] : []),
    ...(random() < reminderShare
      ? [
          {
            kind: 'wants reminders',
            reminder: { ...wanted, quiet: nightly, nextAt: nextTurn(noon, wanted, zone.name) },
            at,
          } as const,
        ]
      : []),
  ];
}

const nightly = { from: 22, to: 7 } as const;
