import { once } from 'node:events';
import type { APIMessageTopLevelComponent, Interaction, RESTOptions } from 'discord.js';
import { Client, Events, GatewayIntentBits, MessageFlags, Partials, Routes } from 'discord.js';
import { onTestFinished } from 'vitest';
import type { DiscordOptions, DiscordServer } from '../../support/discord/start-discord.ts';
import { startDiscord } from '../../support/discord/start-discord.ts';

/** Pings nobody: what each body of the bot must say. */
export const nobody = { allowedMentions: { parse: [] } } as const;

/** The body of a message of Components V2 with these components. */
export function cards(...components: readonly APIMessageTopLevelComponent[]) {
  return { flags: MessageFlags.IsComponentsV2 as const, components, ...nobody };
}

/** A server that ends with the test. */
export async function discord(options: DiscordOptions = {}): Promise<DiscordServer> {
  const server = await startDiscord(options);
  onTestFinished(() => server.close());
  return server;
}

/** By Node's own fetch: the client's undici would hand forms to another one, where Bolt has made that the global one. */
export const byFetch: NonNullable<RESTOptions['makeRequest']> = async (url, { method, headers, body, signal }) => {
  const pairs = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  const init = {
    method: method ?? 'GET',
    headers: Object.fromEntries(pairs),
    body: body ?? null,
    signal: signal ?? null,
  };
  return await fetch(url, init);
};

/** The unmodified client, logged in, with its guilds; it ends with the test. Rejections of `answer` are kept in `errors`. */
export async function login(
  server: DiscordServer,
  answer: (interaction: Interaction) => Promise<unknown> = async () => {},
  rest: Partial<RESTOptions> = {},
) {
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, GuildMessages, DirectMessages],
    partials: [Partials.Channel],
    rest: { api: server.apiUrl, ...rest },
  });
  const errors: Error[] = [];
  client.on(Events.Error, (error) => errors.push(error));
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) =>
      errors.push(error instanceof Error ? error : new Error(String(error))),
    );
  });
  onTestFinished(() => client.destroy());
  const ready = once(client, Events.ClientReady);
  await client.login(server.token);
  await ready;
  return { client, errors };
}

/** Registers commands everywhere; fails with what is wrong with them. */
export async function register(server: DiscordServer, client: Client, ...commands: readonly object[]): Promise<void> {
  await client.rest.put(Routes.applicationCommands(server.applicationId), { body: commands });
  if (server.complaints.length > 0) throw new Error(server.complaints.join('\n'));
}
