import { expect, test } from 'vitest';
import { receive } from '#bots/discord/receive.ts';
import { readInteraction } from '#bots/discord/wire.ts';
import { commands } from '#core/commands/index.ts';
import { speak } from '../../../support/speak.ts';

const asked = (options: readonly object[], resolved: object = {}) => {
  const data = { name: 'daily', type: 1, options, resolved };
  const raw = readInteraction({ type: 2, id: '1', application_id: '2', token: 't', data });
  const heard = raw === null ? null : receive(raw, { commands, say: speak('en') });
  return heard?.kind === 'asks' ? heard.asked.args : null;
};

test('a channel that was picked comes by its id, with its name where Discord tells it', () => {
  const options = [
    { name: 'action', type: 3, value: 'set' },
    { name: 'channel', type: 7, value: '123456789012345678' },
  ];
  const channels = { '123456789012345678': { id: '123456789012345678', name: 'study' } };
  expect(asked(options, { channels })).toEqual({ action: 'set', channel: '<#123456789012345678|study>' });
  expect(asked(options)).toEqual({ action: 'set', channel: '<#123456789012345678>' });
});
