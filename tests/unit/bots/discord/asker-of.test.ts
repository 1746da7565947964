import { expect, test } from 'vitest';
import { askerOf } from '#bots/discord/receive.ts';
import { readInteraction } from '#bots/discord/wire.ts';

const [manageGuild, administrator, manageMessages, moderate, send] = [32n, 8n, 8192n, 1n << 40n, 2048n];

function placeOf(told: object) {
  const press = { id: '1', application_id: '2', token: 't', type: 3, data: { custom_id: 'x' } };
  const raw = readInteraction({ ...press, ...told });
  return raw === null ? null : askerOf(raw)?.place;
}

const inServer = (permissions: unknown) => ({
  guild_id: '10',
  channel_id: '11',
  context: 0,
  member: { user: { id: '9' }, permissions },
});
const server = { platform: 'discord', visibility: 'shared', community: '10', channel: '11' };

test.each([
  [manageGuild, 'teacher'],
  [administrator, 'teacher'],
  [manageGuild | manageMessages, 'teacher'],
  [manageMessages, 'helper'],
  [moderate | send, 'helper'],
] as const)('who may do %d in a server is a %s', (permissions, role) => {
  expect(placeOf(inServer(String(permissions)))).toEqual({ ...server, role });
});

test.each([[String(send)], ['0'], [''], ['-8'], ['0x8'], ['8 '], [8], [undefined], ['9'.repeat(400)]])(
  'whose permissions are %j is a learner',
  (permissions) => {
    expect(placeOf(inServer(permissions))).toEqual(server);
  },
);

test('in direct messages nobody is a teacher, and there is no channel of a community', () => {
  const member = { user: { id: '9' }, permissions: '8' };
  expect(placeOf({ channel_id: '11', context: 1, member })).toEqual({ platform: 'discord', visibility: 'private' });
});
