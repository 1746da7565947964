import { describe, expect, test } from 'vitest';
import { waysIn } from '#cli/ways-in.ts';
import { readConfig } from '#src/config.ts';

const discord = { DISCORD_TOKEN: 'token' };
const both = { ...discord, DISCORD_PUBLIC_KEY: 'a'.repeat(64) };
const slack = { SLACK_BOT_TOKEN: 'xoxb', SLACK_APP_TOKEN: 'xapp', SLACK_SIGNING_SECRET: 'secret' };
const ways = (settings: Readonly<Record<string, string>>) => waysIn(readConfig(settings));

describe('with the same settings for all processes', () => {
  const all = { ...both, ...slack };

  test('web takes what both platforms post', () => {
    const { discord: inDiscord, slack: inSlack } = ways({ ...all, ROLE: 'web' });
    expect([inDiscord?.publicKey, inSlack?.door.kind]).toEqual(['a'.repeat(64), 'http']);
  });

  test('gateway keeps connections to both, and takes no posts', () => {
    const { discord: inDiscord, slack: inSlack } = ways({ ...all, ROLE: 'gateway', DISCORD_SHARDS: '0,1/4' });
    expect(inDiscord).toMatchObject({ publicKey: null, shards: { ids: [0, 1], of: 4 } });
    expect(inSlack?.door.kind).toBe('socket');
  });

  test('one process for all does as before: posts of Discord, a socket of Slack', () => {
    const { discord: inDiscord, slack: inSlack } = ways(all);
    expect([inDiscord?.publicKey, inSlack?.door.kind]).toEqual(['a'.repeat(64), 'socket']);
  });
});

test.each([
  ['web', discord, 'DISCORD_PUBLIC_KEY'],
  ['gateway', { SLACK_BOT_TOKEN: 'xoxb', SLACK_SIGNING_SECRET: 'secret' }, 'SLACK_APP_TOKEN'],
  ['scheduler', {}, 'DISCORD_TOKEN or SLACK_BOT_TOKEN'],
])('the role %s says what it lacks', (role, settings, missing) => {
  expect(() => ways({ ...settings, ROLE: role })).toThrow(missing);
});

test('a role beside others does not begin on a database that it alone would see', () => {
  expect(() => ways({ ...both, ROLE: 'web', DATABASE_URL: 'sqlite::memory:' })).toThrow(
    'sqlite::memory: is there for one',
  );
});
