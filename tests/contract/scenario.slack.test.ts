import { createFrontDoor } from '#bots/shared/front-door.ts';
import { createSlackBot } from '#bots/slack/index.ts';
import { slackManifest } from '#bots/slack/manifest.ts';
import type { App } from '#core/app.ts';
import { startSlack } from '../support/slack/start-slack.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { scenarioContract, type Chat } from './scenario.ts';

scenarioContract('Slack', openSlackChat);

/** Somebody alone with the bot, with the real Bolt app between. */
async function openSlackChat(app: App): Promise<Chat> {
  const door = { kind: 'socket' } as const;
  const manifest = slackManifest({ commands: app.commands, say: app.speak('en'), door });
  const server = await startSlack({ manifest, pace: { isOff: true } });
  const acme = server.workspace('Acme');
  const bot = createSlackBot({
    workspaces: { kind: 'one', token: acme.botToken },
    door: { kind: 'socket', appToken: server.appToken },
    apiUrl: server.apiUrl,
    http: createFrontDoor({ host: '127.0.0.1', port: 0 }),
    key: new Uint8Array(32).fill(1),
    notes: createMemoryStore().notes,
    requests: createMemoryStore().requests,
    clock: { now: () => Date.now() },
    draw: null,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const stopping = new AbortController();
  const serving = bot.serve(app, stopping.signal);
  await server.connected();
  const ann = acme.person('Ann', { in: 'dm' });
  let seen = new Set<string>();
  const answers = () => ann.screen().filter(({ ts, blocks }) => blocks.length > 0 && !seen.has(ts));
  return {
    async asks(command, { code, ...args }) {
      seen = new Set(ann.screen().map(({ ts }) => ts));
      if (code === undefined) ann.slash(`/${command}`, Object.values(args).map(quoted).join(' '));
      else ann.says(`${[command, ...Object.values(args)].join(' ')}\n\`\`\`\n${code}\`\`\``);
    },
    async presses(label, nth) {
      const pressed = ann.screen().findLast(({ buttons }) => buttons.length > 0);
      seen = new Set(ann.screen().flatMap(({ ts }) => (ts === pressed?.ts ? [] : [ts])));
      const named = pressed?.buttons.find((button) => button === label);
      ann.press(named ?? String.fromCodePoint(65 + nth), { ts: pressed?.ts ?? '' });
    },
    shown: () =>
      answers()
        .map(({ text }) => text)
        .join('\n'),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await serving;
      await server.close();
    },
  };
}

const quoted = (value: string) => (value.includes(' ') ? `"${value}"` : value);
