import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import { missingPermissions, permissionsIn } from '#bots/discord/permissions.ts';
import { HostProblem } from '#core/host-problem.ts';

const snowflake = z.string().regex(/^\d+$/u);
const application = z.object({ id: snowflake, name: z.string(), verify_key: z.string() });
const guild = z.object({ id: snowflake, name: z.string() });
const channel = z.object({
  id: snowflake,
  name: z.string(),
  type: z.number(),
  permission_overwrites: z.array(z.object({ id: snowflake, allow: z.string(), deny: z.string() })).default([]),
});
const role = z.object({ id: snowflake, permissions: z.string() });
const member = z.object({ roles: z.array(snowflake) });
const user = z.object({ id: snowflake });

export type Application = z.infer<typeof application>;
export type Guild = z.infer<typeof guild>;
export type Channel = z.infer<typeof channel>;

/** What the wizard asks Discord. Each call rejects with a HostProblem, which never holds the token. */
export interface DiscordApi {
  application(): Promise<Application>;
  guilds(): Promise<readonly Guild[]>;
  /** Where people write; threads are not among them. */
  textChannels(guildId: string): Promise<readonly Channel[]>;
  /** Names of the permissions that the bot lacks in that channel. */
  missingIn(guildId: string, where: Channel): Promise<readonly string[]>;
}

const TEXT = 0;
const ANNOUNCEMENT = 5;

/** Asks with `token`, at `apiUrl` when it is not null. */
export function createDiscordApi(token: string, apiUrl: string | null): DiscordApi {
  const rest = new REST({ ...(apiUrl === null ? {} : { api: apiUrl }), retries: 2, timeout: 10_000 }).setToken(token);
  const get = async <Shape extends z.ZodType>(route: `/${string}`, shape: Shape): Promise<z.infer<Shape>> => {
    const answer = await rest.get(route).catch((error: unknown) => {
      throw new HostProblem(explain(error));
    });
    return shape.parse(answer);
  };
  return {
    application: async () => await get(Routes.currentApplication(), application),
    guilds: async () => await get(Routes.userGuilds(), z.array(guild)),
    async textChannels(guildId) {
      const all = await get(Routes.guildChannels(guildId), z.array(channel));
      return all.filter(({ type }) => type === TEXT || type === ANNOUNCEMENT);
    },
    async missingIn(guildId, where) {
      const { id: memberId } = await get(Routes.user(), user);
      const [roles, { roles: memberRoles }] = await Promise.all([
        get(Routes.guildRoles(guildId), z.array(role)),
        get(Routes.guildMember(guildId, memberId), member),
      ]);
      const overwrites = where.permission_overwrites;
      return missingPermissions(permissionsIn({ guildId, memberId, memberRoles, roles, overwrites }));
    },
  };
}

function explain(error: unknown): string {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  if (status === 401)
    return 'Discord does not know this token. Copy it again: Developer Portal → your app → Bot → Reset Token.';
  if (status === 403) return 'Discord does not let the bot look there: invite it with the link above, then try again.';
  if (status === 404) return 'Discord knows no such server or channel.';
  return `Discord could not be asked: ${error instanceof Error ? error.message : String(error)}`;
}
