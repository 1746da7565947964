import type { Place } from '#core/request.ts';

/** What the bot needs in a channel where it teaches, as Discord's settings call it. */
export const neededPermissions = [
  { name: 'View Channel', bit: 1n << 10n },
  { name: 'Send Messages', bit: 1n << 11n },
  { name: 'Attach Files', bit: 1n << 15n },
  { name: 'Read Message History', bit: 1n << 16n },
  { name: 'Send Messages in Threads', bit: 1n << 38n },
] as const;

const ADMINISTRATOR = 1n << 3n;
const EVERYTHING = (1n << 64n) - 1n;

/** The number that an invitation asks for. */
export const invitedPermissions: bigint = neededPermissions.reduce((sum, { bit }) => sum | bit, 0n);

/** Names of what is needed and not in `allowed`, a number as Discord sends it. */
export function missingPermissions(allowed: bigint): readonly string[] {
  return neededPermissions.filter(({ bit }) => (allowed & bit) === 0n).map(({ name }) => name);
}

const MANAGE_GUILD = 1n << 5n;
const MANAGE_MESSAGES = 1n << 13n;
const MODERATE_MEMBERS = 1n << 40n;

/** What somebody is to their class by their permissions, as Discord sends them (decimal); null: a learner like the others. */
export function roleOf(permissions: string | undefined): Exclude<Place['role'], undefined> | null {
  if (permissions === undefined || !/^\d{1,40}$/u.test(permissions)) return null;
  const allowed = BigInt(permissions);
  if ((allowed & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n) return 'teacher';
  return (allowed & (MANAGE_MESSAGES | MODERATE_MEMBERS)) === 0n ? null : 'helper';
}

/** What decides about a member's permissions in a channel, as Discord sends it; numbers are decimal. */
export interface PermissionSources {
  readonly guildId: string;
  readonly memberId: string;
  readonly memberRoles: readonly string[];
  readonly roles: readonly { readonly id: string; readonly permissions: string }[];
  readonly overwrites: readonly { readonly id: string; readonly allow: string; readonly deny: string }[];
}

/** A member's permissions in a channel, by Discord's rules: everyone's and the roles', then the channel's exceptions in that order. */
export function permissionsIn({ guildId, memberId, memberRoles, roles, overwrites }: PermissionSources): bigint {
  const mine = roles.filter(({ id }) => id === guildId || memberRoles.includes(id));
  const base = mine.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n);
  if ((base & ADMINISTRATOR) !== 0n) return EVERYTHING;
  const exceptions = [[guildId], memberRoles, [memberId]].map((ids) => {
    const found = overwrites.filter(({ id }) => ids.includes(id) && !(ids === memberRoles && id === guildId));
    const all = (field: 'allow' | 'deny') => found.reduce((sum, one) => sum | BigInt(one[field]), 0n);
    return { allow: all('allow'), deny: all('deny') };
  });
  return exceptions.reduce((so, { allow, deny }) => (so & ~deny) | allow, base);
}
