import { ApiError } from '../api-error.ts';
import { applicationData, channelData } from '../world/payloads.ts';
import { privateChannel } from '../world/places.ts';
import type { Route } from './call.ts';
import { ok, param } from './call.ts';

/** The bot itself, its application, and its direct messages. */
export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '/applications/@me', answer: ({ world }) => ok(applicationData(world)) },
  { method: 'GET', path: '/oauth2/applications/@me', answer: ({ world }) => ok(applicationData(world)) },
  {
    method: 'PATCH',
    path: '/applications/@me',
    answer: ({ world, body }) => {
      const { interactions_endpoint_url: url } = body.application;
      const { application } = world;
      if (url !== undefined) application.interactionsEndpointUrl = url;
      return ok(applicationData(world));
    },
  },
  {
    method: 'GET',
    path: '/users/@me',
    answer: ({ world }) => ok({ ...world.bot, mfa_enabled: true, locale: 'en-US', verified: true, email: null }),
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    answer: ({ world }) => {
      const mine = [...world.guilds.values()].filter(({ hasBot }) => hasBot).slice(0, 200);
      return ok(
        mine.map(({ id, name }) => ({
          id,
          name,
          icon: null,
          banner: null,
          owner: false,
          permissions: '0',
          features: [],
        })),
      );
    },
  },
  {
    method: 'GET',
    path: '/users/{user_id}',
    answer: (call) => {
      const user = call.world.users.get(param(call, 'user_id'));
      if (user === undefined) throw new ApiError('unknown user');
      return ok(user);
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    answer: ({ world, body }) => {
      const user = world.users.get(body.conversation.recipient_id ?? '');
      if (user === undefined) throw new ApiError('unknown user');
      return ok(channelData(world, privateChannel(world, [world.bot, user])));
    },
  },
];
