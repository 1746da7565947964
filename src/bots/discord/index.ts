import { z } from 'zod';
import type { App } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore, RequestStore } from '#core/ports/store.ts';
import type { Resume } from '#bots/shared/inbox.ts';
import { createInbox } from '#bots/shared/inbox.ts';
import { createPresses } from '#bots/shared/presses.ts';
import { createApi } from './api.ts';
import type { Office } from './exchange.ts';
import { idOf } from './exchange.ts';
import { openGatewayClient } from './gateway-client.ts';
import { hearInteraction } from './hear-interaction.ts';
import { hearMessage } from './hear-message.ts';
import type { Hearing } from './hearing.ts';
import { receiveMessage } from './receive-message.ts';
import type { RawInteraction, RawMessage } from './wire.ts';
import { readInteraction, readMessage } from './wire.ts';
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
  /** At least 32 bytes: what buttons are sealed with. */
  readonly key: Uint8Array;
  readonly notes: NoteStore;
  readonly requests: RequestStore;
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
  const { token, apiUrl, http, draw, log } = options;
  if (apiUrl !== null) log.warn('discord has another address', { apiUrl });
  const app = withSetup(core, async (guild) => await api.inspectServer(guild));
  const inbox = createInbox({ ...options, platform: 'discord' });
  const turns = createTurns(log, inbox, reasonOf);
  const office = { app, api, presses, inbox, draw, log, signal };
  const { hearing, resume } = createHearing(office, turns, options);
  const watching = inbox.watch(resume, signal);
  const leave = async () => {
    await watching;
    await turns.settled();
  };
  if (http !== null) return await serveHttp(http, { api, hearing, leave, log, signal });
  const open = () => openGatewayClient({ token, apiUrl, log }, hearing);
  await serveGateway({ open, leave, log, signal });
}

interface Ears {
  readonly hearing: Hearing;
  /** Goes on with what another process heard. */
  readonly resume: Resume;
}

/** What is done about each thing that is heard; nothing new is begun after the signal. */
function createHearing(office: Office, turns: Turns, { guildId, notes }: DiscordOptions): Ears {
  const locales = createLocales();
  const { app, api, log, signal } = office;
  let self: string | null = null;
  const begin: Turns['begin'] = (event, work) => {
    if (!signal.aborted) turns.begin(event, work);
  };
  const answerTo = (raw: RawInteraction) => {
    const receivedAt = performance.now();
    const user = raw.member?.user ?? raw.user;
    if (user !== undefined) locales.note(user.id, raw.locale);
    return async () => await hearInteraction(raw, receivedAt, office);
  };
  const answerToMessage = (raw: RawMessage, bot: string) => {
    const localeOf = () => locales.of(raw.author.id, raw.guild_id);
    return async () => await hearMessage(raw, { self: bot, localeOf }, office);
  };
  const hearing: Hearing = {
    ready({ application, user }) {
      self = user;
      const where = { application, guild: guildId, signal };
      begin('registration', async () => await registerCommands(app, where, { api, notes, log }));
    },
    async interaction(raw) {
      if (signal.aborted) return 'unsafe';
      const work = answerTo(raw);
      // What is suggested while somebody types is of no use a moment later.
      if (raw.type !== suggestionsWanted) return await turns.answer({ ...written(raw.id, { raw }), ...once }, work);
      turns.begin(raw.id, work);
      return 'ours';
    },
    message(raw) {
      if (self === null || signal.aborted) return;
      if (receiveMessage(raw, { self, commands: app.commands }) === null) return;
      const event = { ...written(raw.id, { message: raw }), ...once };
      void turns.answer(event, answerToMessage(raw, self));
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
  // oxlint-disable-next-line typescript/require-await -- what it throws is a rejection
  const resume: Resume = async (event, id) => {
    const { raw, message } = z.object({ raw: z.unknown(), message: z.unknown() }).parse(event);
    const [interaction, letter] = [readInteraction(raw), readMessage(message)];
    if (interaction !== null) return turns.resume(id, answerTo(interaction));
    if (letter !== null && self !== null) return turns.resume(id, answerToMessage(letter, self));
    throw new Error('expected an interaction, or a message when we know who we are');
  };
  return { hearing, resume };
}

const suggestionsWanted = 4;

/** Over the gateway nothing comes again, nor do interactions by HTTP. */
const once = { otherwise: 'is lost' } as const;

const written = (event: string, what: object) => ({ id: idOf(event), event: what });
