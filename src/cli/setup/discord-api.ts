import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import { inspectServer, type InspectedChannel } from '#bots/discord/inspect-server.ts';
import { HostProblem } from '#core/host-problem.ts';

const snowflake = z.string().regex(/^\d+$/u);
const application = z.object({ id: snowflake, name: z.string(), verify_key: z.string() });
const guild = z.object({ id: snowflake, name: z.string() });
export type Application = z.infer<typeof application>;
export type Guild = z.infer<typeof guild>;

/** What the wizard asks Discord. Each call rejects with a HostProblem, which never holds the token. */
export interface DiscordApi {
  application(): Promise<Application>;
  guilds(): Promise<readonly Guild[]>;
  /** Where people write, and what the bot lacks there. */
  channels(guildId: string): Promise<readonly InspectedChannel[]>;
}

/** Asks with `token`, at `apiUrl` when it is not null. */
export function createDiscordApi(token: string, apiUrl: string | null): DiscordApi {
  const rest = new REST({ ...(apiUrl === null ? {} : { api: apiUrl }), retries: 2, timeout: 10_000 }).setToken(token);
  const get = async (route: `/${string}`): Promise<unknown> =>
    await rest.get(route).catch((error: unknown) => {
      throw new HostProblem(explain(error));
    });
  return {
    application: async () => application.parse(await get(Routes.currentApplication())),
    guilds: async () => z.array(guild).parse(await get(Routes.userGuilds())),
    channels: async (guildId) => await inspectServer(guildId, get),
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
