import { createDiscordBot } from '#bots/discord/index.ts';
import type { App } from '#core/app.ts';
import type { Exchange } from '../support/discord/people/exchange.ts';
import { startDiscord } from '../support/discord/start-discord.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { scenarioContract, type Chat } from './scenario.ts';

scenarioContract('Discord', openDiscordChat);

/** Somebody in a server, with the real client between. */
async function openDiscordChat(app: App): Promise<Chat> {
  const server = await startDiscord();
  const stopping = new AbortController();
  const bot = createDiscordBot({
    token: server.token,
    apiUrl: server.apiUrl,
    guildId: null,
    http: null,
    key: new Uint8Array(32).fill(1),
    notes: createMemoryStore().notes,
    requests: createMemoryStore().requests,
    clock: { now: () => Date.now() },
    draw: null,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const serving = bot.serve(app, stopping.signal);
  await server.connected();
  await server.requested('PUT', /commands$/u);
  const ann = server.person('Ann');
  let last: Exchange | null = null;
  const shown = () =>
    last
      ?.messages()
      .map(({ text }) => text)
      .join('\n') ?? '';
  return {
    async asks(command, { code, ...args }) {
      // What is typed there has one line.
      const program = code === undefined ? {} : { file: { name: 'main.py', text: code } };
      last = ann.slash(command, { ...args, ...program });
      await last.acknowledged();
    },
    async presses(label, nth) {
      const [message] = last?.messages() ?? [];
      const named = message?.buttons.find((button) => button.label === label);
      last = ann.press(named?.label ?? String.fromCodePoint(65 + nth), message?.id);
      await last.acknowledged();
    },
    shown,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await serving;
      await server.close();
    },
  };
}
