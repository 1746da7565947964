import { ApiError } from '../api-error.ts';
import { channelData, guildData, memberData, roleData } from '../world/payloads.ts';
import { kickBot } from '../world/places.ts';
import type { Route } from './call.ts';
import { done, guildOf, ok, param } from './call.ts';

/** Guilds, their channels, members and roles. */
export const guildRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/{guild_id}', answer: (call) => ok(guildData(guildOf(call))) },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/channels',
    answer: (call) => ok(guildOf(call).channels.map((channel) => channelData(call.world, channel))),
  },
  { method: 'GET', path: '/guilds/{guild_id}/roles', answer: (call) => ok(guildOf(call).roles.map(roleData)) },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/members/{user_id}',
    answer: (call) => {
      const id = param(call, 'user_id') === '@me' ? call.world.bot.id : param(call, 'user_id');
      const member = guildOf(call).members.get(id);
      if (member === undefined) throw new ApiError('unknown member');
      return ok(memberData(member));
    },
  },
  {
    method: 'DELETE',
    path: '/users/@me/guilds/{guild_id}',
    answer: (call) => {
      kickBot(call.world, guildOf(call));
      return done;
    },
  },
];
