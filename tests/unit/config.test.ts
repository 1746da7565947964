import { expect, test } from 'vitest';
import { readConfig } from '#src/config.ts';

test('nothing set gives the defaults; empty counts as not set', () => {
  expect(readConfig({})).toEqual(readConfig({ PYTHON: '', RUN_TIMEOUT_S: '' }));
  expect(readConfig({})).toMatchObject({
    databaseUrl: 'sqlite:data/studyloop.db',
    python: null,
    run: { timeoutMs: 6000 },
  });
});

test.each([
  ['RUN_TIMEOUT_S', 'long'],
  ['RUN_TIMEOUT_S', '0'],
  ['RUN_MEMORY_MB', '1.5'],
  ['RUN_CONCURRENCY', '0'],
  ['LOG_LEVEL', 'loud'],
  ['ROLE', 'king'],
  ['METRICS_PORT', '70000'],
  ['BACKUP_EVERY', 'sometimes'],
  ['BACKUP_KEEP', '0'],
  ['DISCORD_SHARDS', '4/4'],
  ['DISCORD_SHARDS', '1,1/4'],
])('%s=%s is refused by its name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^The setting ${name} is .*[.]$`, 'u'));
});

test('a database of another kind is refused, and a URL that may hold a password is not shown', () => {
  for (const url of ['sqlite:data/x.db', 'sqlite::memory:', 'postgres://u:p@h/d', 'postgresql://h/d'])
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  const refusal = /^The setting DATABASE_URL cannot be what it is: expected sqlite:(?!.*hunter2).*[.]$/u;
  for (const url of ['mysql://root:hunter2@host/db', 'hunter2'])
    expect(() => readConfig({ DATABASE_URL: url })).toThrow(refusal);
});

test('Slack: a token serves one workspace, a client many, both together where a page for installing can be; Socket Mode comes before HTTP', () => {
  const one = { SLACK_BOT_TOKEN: 'xoxb', SLACK_APP_TOKEN: 'xapp', SLACK_SIGNING_SECRET: 's', SLACK_CLIENT_ID: 'c' };
  expect(readConfig(one).slack).toMatchObject({ workspaces: { kind: 'one' }, door: { kind: 'socket' }, apiUrl: null });
  const many = {
    SLACK_CLIENT_ID: 'c',
    SLACK_CLIENT_SECRET: 's',
    SLACK_SIGNING_SECRET: 's',
    SLACK_API_URL: 'http://localhost:1/api',
  };
  expect(readConfig(many).slack).toMatchObject({
    workspaces: { kind: 'many', stateSecret: null },
    door: { kind: 'http' },
    apiUrl: 'http://localhost:1/api/',
  });
  const both = { ...one, SLACK_CLIENT_SECRET: 's' };
  expect(readConfig(both).slack?.workspaces).toEqual({ kind: 'one', token: 'xoxb' });
  const withPage = readConfig({ ...both, HTTP_PORT: '8080' }).slack?.workspaces;
  expect(withPage).toMatchObject({ kind: 'many', token: 'xoxb', clientId: 'c' });
  expect(readConfig({ SLACK_APP_TOKEN: 'xapp' }).slack).toBeNull();
});

test.each([
  [{ SLACK_BOT_TOKEN: 'xoxb' }, 'SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET'],
  [{ SLACK_CLIENT_ID: 'c', SLACK_SIGNING_SECRET: 's' }, 'SLACK_CLIENT_SECRET'],
  [{ SLACK_API_URL: 'http://slack.example' }, 'The setting SLACK_API_URL'],
])('half of the settings of Slack (%j) stop the start', (settings, sentence) => {
  expect(() => readConfig(settings)).toThrow(sentence);
});

test.each([
  [undefined, 24],
  ['12h', 12],
  ['2d', 48],
  ['off', null],
])('BACKUP_EVERY=%s is so many hours: %s', (value, hours) => {
  const { everyMs } = readConfig(value === undefined ? {} : { BACKUP_EVERY: value }).backups;
  expect(everyMs === null ? null : everyMs / 3_600_000).toBe(hours);
});
