import type { Act } from './acts.ts';
import type { Deed } from './deeds.ts';
import { doerOf } from './deeds.ts';
import type { Life, Zone } from './life.ts';
import { lifeOf, timeFor } from './life.ts';
import { classesAround } from './memberships.ts';
import type { Town } from './town.ts';
import { dayMs, today } from './town.ts';
import { votesOf } from './votes.ts';

/** Everything that a learner did, in the order of time. */
export function actsOf(who: number, town: Town): readonly Act[] {
  const life = lifeOf(who, town);
  const all = [...studies(life, town), ...votesOf(who, life.zone, town), ...classesAround(who, life, town)];
  return all.toSorted((one, other) => one.at - other.at);
}

const usualADay = 10;

function studies(life: Life, town: Town): readonly Act[] {
  const { count, begun, random } = life;
  const deeds = deedsOf(count, town.course.chunks.length);
  const days = Math.min(begun, Math.max(1, Math.round(count / usualADay)));
  const act = doerOf(life, town);
  const acts: Act[] = [];
  for (let day = 0; day < days; day += 1) {
    const ago = begun - Math.floor((day * begun) / days);
    let at = beginOf(ago, life.zone) + (7 + 4 * random()) * 3_600_000;
    const local = { date: dateOf(ago), zone: life.zone.name };
    for (const deed of deeds.slice(shareOf(day), shareOf(day + 1))) {
      at += 10_000 + 30_000 * random();
      acts.push(act(deed, { at: timeFor(at, 1), day: local }));
    }
  }
  return acts;

  function shareOf(day: number): number {
    return Math.floor((day * deeds.length) / days);
  }
}

/** Pages before questions, now and then an exercise or a review. */
function deedsOf(count: number, pages: number): readonly Deed[] {
  return Array.from({ length: count }, (_, nth): readonly Deed[] => [
    ...(nth % 2 === 0 && nth / 2 < pages ? (['moves'] as const) : []),
    'answers',
    ...(nth % 25 === 24 ? (['tries'] as const) : []),
    ...(nth % 75 === 74 ? (['lapses'] as const) : []),
  ]).flat();
}

const beginOf = (ago: number, { hours }: Zone): number => today - ago * dayMs - hours * 3_600_000;
const dateOf = (ago: number): string => new Date(today - ago * dayMs).toISOString().slice(0, 10);
