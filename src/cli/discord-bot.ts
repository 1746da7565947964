import { createDiscordBot } from '#bots/discord/index.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Config, DiscordConfig } from '#src/config.ts';
import { deriveKey, type Around } from './bot-parts.ts';
import { platformLog } from './platform-log.ts';
import { systemClock } from './system.ts';

/** The bot in Discord, as the settings want it. */
export function discordBot(
  discord: DiscordConfig,
  { secretKey }: Config,
  { door, notes, requests, draw, log }: Around,
): Bot {
  const { token, apiUrl, guildId, publicKey, shards } = discord;
  return createDiscordBot({
    token,
    apiUrl,
    guildId,
    http: publicKey === null ? null : { publicKey, door },
    shards,
    key: deriveKey(secretKey ?? token, 'discord buttons'),
    notes,
    requests,
    clock: systemClock,
    draw,
    log: platformLog('discord', log),
  });
}
