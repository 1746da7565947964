import type { LearnerId } from '#core/ids.ts';
import { seeded } from './seeded.ts';
import type { Town } from './town.ts';
import { nameOf } from './town.ts';

/** What decides on what somebody does, and when. */
export interface Life {
  readonly learner: LearnerId;
  /** Answers. */
  readonly count: number;
  readonly zone: Zone;
  /** How many days before today they began. */
  readonly begun: number;
  /** How often they are right. */
  readonly skill: number;
  readonly random: () => number;
}

/** Without summer time, so that a local date costs no calendar. */
export interface Zone {
  readonly name: string;
  readonly hours: number;
}

const zones: readonly Zone[] = [
  { name: 'UTC', hours: 0 },
  { name: 'Asia/Tokyo', hours: 9 },
  { name: 'Asia/Kolkata', hours: 5.5 },
  { name: 'America/Bogota', hours: -5 },
  { name: 'Africa/Lagos', hours: 1 },
  { name: 'Asia/Shanghai', hours: 8 },
];

/** The same each time. */
export function lifeOf(who: number, { counts }: Town): Life {
  const random = seeded(who);
  const count = counts[who] ?? 0;
  const zone = zones[Math.floor(random() * zones.length)] ?? { name: 'UTC', hours: 0 };
  // Who gives many answers took many days for them.
  const fewestDays = Math.min(yearDays, 3 + Math.ceil(count / mostADay));
  const begun = fewestDays + Math.floor(random() * (yearDays - fewestDays));
  return { learner: nameOf(who), count, zone, begun, skill: 0.5 + 0.4 * random(), random };
}

const yearDays = 365;
const mostADay = 40;
/** Acts of each kind have milliseconds of their own, so that no two of a learner fall together. */
export const timeFor = (at: number, kind: 1 | 2 | 3): number => Math.floor(at / 4) * 4 + kind;
