import type { LearnerId } from '#core/ids.ts';
import type { Tables } from '#store/tables.ts';
import type { Act } from './acts.ts';

/** What the store would hold of a learner's classes and wishes. */
export function choiceRows(
  learner: LearnerId,
  acts: readonly Act[],
): {
  readonly members: readonly Tables['member'][];
  readonly settings: readonly Tables['setting'][];
  readonly reminders: readonly Tables['reminder'][];
} {
  return {
    members: memberRows(learner, acts),
    settings: acts.flatMap(({ at, ...act }) =>
      act.kind === 'chooses a zone' ? [{ learner, name: 'zone', value: act.zone, chosen_at: at }] : [],
    ),
    reminders: acts.flatMap(({ at, ...act }) => {
      if (act.kind !== 'wants reminders') return [];
      const { platform, community, locale, zone, minute, weekday = null, quiet, nextAt } = act.reminder;
      const when = { minute, quiet_from: quiet.from, quiet_to: quiet.to, chosen_at: at, next_at: nextAt };
      return [{ learner, platform, community, locale, zone, weekday, ...when }];
    }),
  };
}

/** Whoever is seen somewhere is seen by all of their classes. */
function memberRows(learner: LearnerId, acts: readonly Act[]): readonly Tables['member'][] {
  const seen = acts.filter((act) => act.kind === 'is seen');
  const rows = new Map<string, Tables['member']>();
  for (const { where, at } of seen) {
    const known = rows.get(where.community);
    const fresh = { ...where, learner, first_seen: at, last_seen: at, competes_as: nameIn(where.community, acts) };
    if (known === undefined) rows.set(where.community, fresh);
    else for (const [community, row] of rows) rows.set(community, { ...row, last_seen: at });
  }
  return [...rows.values()];
}

function nameIn(community: string, acts: readonly Act[]): string | null {
  const last = acts.findLast((act) => act.kind === 'competes' && act.where.community === community);
  return last?.kind === 'competes' ? last.as : null;
}
