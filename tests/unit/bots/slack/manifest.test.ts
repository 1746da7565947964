import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scopes, slackManifest } from '#bots/slack/manifest.ts';
import { loadLibrary } from '#content/load-library.ts';
import { commands } from '#core/commands/index.ts';
import { checkManifest } from '../../../support/slack/world/app-manifest.ts';

const loaded = loadLibrary('content');
if (loaded.kind !== 'loaded') throw new Error('expected the content to load');
const say = loaded.library.speak('en');

const doors = [{ kind: 'socket' }, { kind: 'http', origin: 'https://bot.example.org' }] as const;

test.each(doors)('Slack would take it, and every command is in it: %j', (door) => {
  const made = slackManifest({ commands, say, door });
  expect(checkManifest(made)).toEqual([]);
  const typed = commands.filter(({ summary }) => summary !== null).map(({ name }) => `/${name}`);
  expect(made.features.slash_commands.map(({ command }) => command)).toEqual(typed);
  expect(made.features.shortcuts.some(({ type }) => type === 'message')).toBe(true);
});

test('the file in the repository is current: bin/studyloop manifest > slack/manifest.json', () => {
  const kept: unknown = JSON.parse(readFileSync('slack/manifest.json', 'utf8'));
  expect(kept).toEqual(JSON.parse(JSON.stringify(slackManifest({ commands, say, door: doors[0] }))));
});

test('of what people say to each other it is told nothing; it may look whether its own question stands there', () => {
  const reading = scopes.filter(
    (scope) => /history|read$/u.test(scope) && !/^(?:im|app_mentions|files|users):/u.test(scope),
  );
  expect(reading).toEqual(['channels:history', 'groups:history']);
  const { bot_events: events } = slackManifest({ commands, say, door: doors[0] }).settings.event_subscriptions;
  expect(events.filter((event) => event.startsWith('message.'))).toEqual(['message.im']);
});
