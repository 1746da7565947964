import type { Tables } from '#store/tables.ts';
import { hasContest } from './memberships.ts';
import type { Town } from './town.ts';

/** The goal of classes that have one. */
export const goal = { concepts: 12, percent: 70 } as const;

/** What the teachers of classes have set. */
export function classSettings({ classes }: Town): Tables['class_setting'][] {
  return classes.filter(hasContest).flatMap(({ platform, community }) => [
    { platform, community, name: 'leaderboard', text: 'on' },
    { platform, community, name: 'goal', text: `${goal.concepts} ${goal.percent}` },
  ]);
}
