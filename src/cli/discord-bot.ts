import { hkdfSync } from 'node:crypto';
import { createDiscordBot } from '#bots/discord/index.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore } from '#core/ports/store.ts';
import type { Config, DiscordConfig } from '#src/config.ts';
import { systemClock } from './system.ts';

interface Around {
  readonly notes: NoteStore;
  readonly draw: Draw;
  readonly log: Log;
}

/** The bot in Discord, as the settings want it. */
export function discordBot(discord: DiscordConfig, { http, secretKey }: Config, { notes, draw, log }: Around): Bot {
  const { token, apiUrl, guildId, publicKey } = discord;
  return createDiscordBot({
    token,
    apiUrl,
    guildId,
    http: publicKey === null ? null : { publicKey, host: http.host, port: http.port ?? usualPort },
    key: deriveKey(secretKey ?? token),
    notes,
    clock: systemClock,
    draw,
    log,
  });
}

const usualPort = 8080;
const keyBytes = 32;

/** A key for this one purpose. */
function deriveKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'studyloop discord buttons', keyBytes));
}
