import { setImmediate as nextTurn } from 'node:timers/promises';
import { intents } from '../codes.ts';
import type { World } from '../world/model.ts';
import { guildCreateData } from '../world/payloads.ts';
import { shardOf } from '../world/snowflake.ts';
import type { Session } from './session.ts';

/** Guilds that are told of in one turn of the event loop. */
const guildsPerTurn = 100;

/** Says READY, then tells of each guild of the shard. */
export async function greet(world: World, session: Session): Promise<void> {
  const [id, count] = session.shard;
  const guilds = [...world.guilds.values()].filter((guild) => guild.hasBot && shardOf(guild.id, count) === id);
  session.dispatch('READY', {
    v: 10,
    user: { ...world.bot, verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: `${world.origin.replace('http', 'ws')}/resume`,
    shard: session.shard,
    application: { id: world.application.id, flags: 1 << 23 },
    private_channels: [],
    relationships: [],
    presences: [],
    user_settings: {},
    geo_ordered_rtc_regions: [],
    guild_join_requests: [],
    auth: {},
  });
  if ((session.intents & intents.guilds) === 0) return;
  for (const [index, guild] of guilds.entries()) {
    if (index % guildsPerTurn === guildsPerTurn - 1) await nextTurn();
    if (guild.hasBot) session.dispatch('GUILD_CREATE', guildCreateData(world, guild));
  }
}
