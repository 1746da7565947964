import { Routes } from 'discord.js';
import { z } from 'zod';
import { missingPermissions, permissionsIn } from './permissions.ts';

/** A channel where people write, and what the bot lacks there. */
export interface InspectedChannel {
  readonly id: string;
  readonly name: string;
  /** Names of permissions, as Discord's settings call them. */
  readonly missing: readonly string[];
}

/** Asks Discord's REST interface. */
export type Get = (route: `/${string}`) => Promise<unknown>;

const snowflake = z.string().regex(/^\d+$/u);
const channels = z.array(
  z.object({
    id: snowflake,
    name: z.string(),
    type: z.number(),
    permission_overwrites: z.array(z.object({ id: snowflake, allow: z.string(), deny: z.string() })).default([]),
  }),
);
const roles = z.array(z.object({ id: snowflake, permissions: z.string() }));
const member = z.object({ roles: z.array(snowflake) });
const user = z.object({ id: snowflake });

/** 0: text; 5: announcements. Threads have the permissions of their channel. */
const written: readonly number[] = [0, 5];

/** The server's channels in which people write. Rejects as `get` does. */
export async function inspectServer(guildId: string, get: Get): Promise<readonly InspectedChannel[]> {
  const { id: memberId } = user.parse(await get(Routes.user()));
  const [allChannels, allRoles, { roles: memberRoles }] = await Promise.all([
    get(Routes.guildChannels(guildId)).then((answer) => channels.parse(answer)),
    get(Routes.guildRoles(guildId)).then((answer) => roles.parse(answer)),
    get(Routes.guildMember(guildId, memberId)).then((answer) => member.parse(answer)),
  ]);
  const who = { guildId, memberId, memberRoles, roles: allRoles };
  return allChannels
    .filter(({ type }) => written.includes(type))
    .map(({ id, name, permission_overwrites: overwrites }) => {
      return { id, name, missing: missingPermissions(permissionsIn({ ...who, overwrites })) };
    });
}
