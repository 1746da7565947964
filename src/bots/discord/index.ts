import type { App } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore } from '#core/ports/store.ts';
import { createPresses } from '#bots/shared/presses.ts';
import { createApi } from './api.ts';
import type { Office } from './exchange.ts';
import type { Shards } from './gateway-client.ts';
import { openGatewayClient } from './gateway-client.ts';
import { hearInteraction } from './hear-interaction.ts';
import { hearMessage } from './hear-message.ts';
import type { Hearing } from './hearing.ts';
import { createLocales } from './locales.ts';
import { registerCommands } from './register-commands.ts';
import { withSetup } from './setup-command.ts';
import { serveGateway } from './serve-gateway.ts';
import { sendDelivery } from './send-delivery.ts';
import type { HttpPlace } from './serve-http.ts';
import { serveHttp } from './serve-http.ts';
import { reasonOf } from './trouble.ts';
import type { Turns } from '#bots/shared/turns.ts';
import { createTurns } from '#bots/shared/turns.ts';

interface DiscordOptions {
  readonly token: string;
  /** Another server in the place of Discord's, without a slash at the end; null: Discord's. */
  readonly apiUrl: string | null;
  /** Commands are registered there, at once, instead of everywhere. */
  readonly guildId: string | null;
  /** Where Discord posts interactions to; null: they come over the gateway. */
  readonly http: HttpPlace | null;
  /** Of the gateway; default: all. */
  readonly shards?: Shards;
  /** At least 32 bytes: what buttons are sealed with. */
  readonly key: Uint8Array;
  readonly notes: NoteStore;
  readonly clock: Clock;
  /** Null: pictures are told in words. */
  readonly draw: Draw | null;
  readonly log: Log;
}

/** The bot in Discord: in servers, in direct messages, and wherever somebody who has installed it is. */
export function createDiscordBot(options: DiscordOptions): Bot {
  const { key, notes, clock, draw, log } = options;
  const api = createApi(options);
  const presses = createPresses({ platform: 'discord', key, notes, clock });
  return {
    name: 'discord',
    serve: async (app, signal) => await serve(options, app, { api, presses, signal }),
    deliver: async (delivery, say) => await sendDelivery(delivery, { api, presses, draw, log, say }),
  };
}

async function serve(
  options: DiscordOptions,
  core: App,
  { api, presses, signal }: Pick<Office, 'api' | 'presses' | 'signal'>,
): Promise<void> {
  const { token, apiUrl, http, shards = 'auto', draw, log } = options;
  if (apiUrl !== null) log.warn('discord has another address', { apiUrl });
  const app = withSetup(core, async (guild) => await api.inspectServer(guild));
  const turns = createTurns(log, reasonOf);
  const hearing = createHearing({ app, api, presses, draw, log, signal }, turns, options);
  const leave = async () => await turns.settled();
  if (http !== null) return await serveHttp(http, { api, hearing, leave, log, signal });
  const open = () => openGatewayClient({ token, apiUrl, shards, log }, hearing);
  await serveGateway({ open, leave, log, signal });
}

/** What is done about each thing that is heard; nothing new is begun after the signal. */
function createHearing(office: Office, turns: Turns, { guildId, notes }: DiscordOptions): Hearing {
  const locales = createLocales();
  const { app, api, log, signal } = office;
  let self: string | null = null;
  const begin: Turns['begin'] = (event, work) => {
    if (!signal.aborted) turns.begin(event, work);
  };
  return {
    ready({ application, user }) {
      self = user;
      const where = { application, guild: guildId, signal };
      begin('registration', async () => await registerCommands(app, where, { api, notes, log }));
    },
    interaction(raw) {
      const receivedAt = performance.now();
      const user = raw.member?.user ?? raw.user;
      if (user !== undefined) locales.note(user.id, raw.locale);
      begin(raw.id, async () => await hearInteraction(raw, receivedAt, office));
    },
    message(raw) {
      if (self === null) return;
      const localeOf = () => locales.of(raw.author.id, raw.guild_id);
      const hearing = { self, localeOf };
      begin(raw.id, async () => await hearMessage(raw, hearing, office));
    },
    guild(id, locale) {
      // English is what is taken for the others: the few that differ are remembered.
      if (locale !== 'en-US') locales.note(id, locale);
    },
    guildGone(id) {
      // It may be added and removed again: each time counts.
      begin(`removed from ${id} at ${Date.now()}`, async () => {
        await app.left('discord', id);
        log.warn('removed from a discord server', { guild: id });
      });
    },
  };
}
