import type { App } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore, RequestStore } from '#core/ports/store.ts';
import { createInbox } from '#bots/shared/inbox.ts';
import { aborted } from '#bots/shared/aborted.ts';
import { createPresses } from '#bots/shared/presses.ts';
import { createApi } from './api.ts';
import { createHearing } from './create-hearing.ts';
import type { Office } from './exchange.ts';
import type { Shards } from './gateway-client.ts';
import { openGatewayClient } from './gateway-client.ts';
import { withSetup } from './setup-command.ts';
import { serveGateway } from './serve-gateway.ts';
import { sendDelivery } from './send-delivery.ts';
import type { HttpPlace } from './serve-http.ts';
import { serveHttp } from './serve-http.ts';
import { reasonOf } from './trouble.ts';
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
  const { token, apiUrl, http, shards = 'auto', draw, log } = options;
  if (apiUrl !== null) log.warn('discord has another address', { apiUrl });
  const app = withSetup(core, async (guild) => await api.inspectServer(guild));
  const inbox = createInbox({ ...options, platform: 'discord' });
  const turns = createTurns(log, inbox, reasonOf);
  const office = { app, api, presses, inbox, draw, log, signal };
  const { hearing, known, resume } = createHearing(office, turns, options);
  const watching = Promise.race([known, aborted(signal)]).then(async () => await inbox.watch(resume, signal));
  const leave = async () => {
    await watching;
    await turns.settled();
  };
  if (http !== null) return await serveHttp(http, { api, hearing, leave, log, signal });
  const open = () => openGatewayClient({ token, apiUrl, shards, log }, hearing);
  await serveGateway({ open, leave, log, signal });
}
