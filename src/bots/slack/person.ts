import { z } from 'zod';

/** What Slack knows of somebody. */
export interface Person {
  /** BCP 47. */
  readonly locale: string;
  /** IANA; null where there is none that we know. */
  readonly zone: string | null;
  /** Null: a learner like the others. */
  readonly role: 'teacher' | null;
}

/** Where somebody is met. */
interface Workplace {
  readonly team: string;
  /** Whose people they are there: the enterprise's where there is one. */
  readonly owner: string;
}

/** Of whom nothing is known. */
export const nobodyInParticular: Person = { locale: 'en-US', zone: null, role: null };

/** Reads what `users.info` answered. Throws when Slack does not say in what language they are. */
export function readPerson(raw: unknown, place: Workplace): Person {
  const { user } = answer.parse(raw);
  const { locale, tz } = user;
  return { locale, zone: isZone(tz) ? tz : null, role: managesPlace(user, place) ? 'teacher' : null };
}

const flag = z.boolean().default(false).catch(false);
const answer = z.object({
  user: z.object({
    locale: z.string(),
    tz: z.string().nullish().catch(null),
    team_id: z.string().optional(),
    deleted: flag,
    is_admin: flag,
    is_owner: flag,
    enterprise_user: z
      .object({ enterprise_id: z.string(), is_admin: flag, is_owner: flag })
      .optional()
      .catch(undefined),
  }),
});
type RawPerson = z.infer<typeof answer>['user'];

/** Who comes from another workspace, through a channel that both share, manages that one. */
function managesPlace(user: RawPerson, { team, owner }: Workplace): boolean {
  const { deleted, team_id: home, enterprise_user: inGrid, is_admin: isAdmin, is_owner: isOwner } = user;
  if (deleted) return false;
  if (inGrid?.enterprise_id === owner && (inGrid.is_admin || inGrid.is_owner)) return true;
  return home === team && (isAdmin || isOwner);
}

function isZone(name: string | null | undefined): name is string {
  if (name === null || name === undefined || name === '') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
