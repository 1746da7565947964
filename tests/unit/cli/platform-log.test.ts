import { expect, test } from 'vitest';
import { platformLog } from '#cli/platform-log.ts';
import type { LogFields } from '#core/ports/log.ts';

function heard() {
  const lines: LogFields[] = [];
  const keep = (event: string, fields: LogFields) => void lines.push({ ...fields, name: event });
  return { lines, log: platformLog('discord', { info: keep, warn: keep, error: keep }) };
}

test('what belongs to an event has the id that the request of it has, whichever name of it the bot used', () => {
  const { lines, log } = heard();
  log.warn('reply not delivered', { event: '81', trouble: 'gone' });
  log.error('event failed', { event: 'discord:81' });
  log.info('discord connected', {});
  expect(lines).toEqual([
    { name: 'reply not delivered', platform: 'discord', request: 'discord:81', event: '81', trouble: 'gone' },
    { name: 'event failed', platform: 'discord', request: 'discord:81', event: 'discord:81' },
    { name: 'discord connected', platform: 'discord' },
  ]);
});
