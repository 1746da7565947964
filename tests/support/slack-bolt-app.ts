import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Installation, InstallationQuery, ReceiverEvent, types } from '@slack/bolt';
import { App, Assistant, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { SlackServer } from './slack/start-slack.ts';

/** A small app of the real Bolt, to show what the server on loopback does. */
export interface TestApp {
  /** Where its endpoint is in HTTP mode. */
  readonly url: string;
  readonly installUrl: string;
  /** Messages of people that it heard of. */
  readonly events: readonly HeardEvent[];
  /** How many commands and interactions came to it. */
  readonly asked: number;
  /** Events of the end of an installation that it heard of. */
  readonly removed: readonly string[];
  /** From now on it acknowledges nothing, or does again. */
  sulk(mood: 'sulking' | 'well'): void;
  stop(): Promise<void>;
}

export interface HeardEvent {
  readonly id: string;
  readonly text: string;
  readonly retryNum: number;
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

// What goes wrong is what the tests are about: it need not be logged.
const quiet = { logger: silent, deferInitialization: true } as const;

/** Options that every client of the app gets. */
function clientOptionsFor(slack: SlackServer) {
  return { slackApiUrl: slack.apiUrl, timeout: 2000, retryConfig: { retries: 3, minTimeout: 20, factor: 1 } };
}

/** Starts it in Socket Mode. */
export async function startSocketApp(slack: SlackServer, token: string): Promise<TestApp> {
  const clientOptions = clientOptionsFor(slack);
  // A short patience with silence makes for short tests; it is how long Bolt waits to connect again, too.
  const patience = { clientPingTimeout: 600 };
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    ...patience,
    logger: silent,
    installerOptions: { clientOptions },
  });
  const app = new App({ token, receiver, clientOptions, ...quiet });
  const heard = teach(app);
  await app.init();
  await app.start();
  return Object.assign(heard, { url: '', installUrl: '', stop: async () => void (await app.stop()) });
}

/** Starts it in HTTP mode for one workspace. */
export async function startHttpApp(slack: SlackServer, token: string): Promise<TestApp> {
  const { origin, listen, stop } = await openPort();
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: silent });
  const app = new App({ token, receiver, clientOptions: clientOptionsFor(slack), ...quiet });
  const heard = teach(app);
  await app.init();
  listen(receiver.requestListener);
  return Object.assign(heard, { url: `${origin}/slack/events`, installUrl: '', stop });
}

/** Starts it in HTTP mode for all who install it. */
export async function startOauthApp(slack: SlackServer): Promise<TestApp> {
  const { origin, listen, stop } = await openPort();
  const clientOptions = clientOptionsFor(slack);
  const kept = new Map<string, Installation>();
  const installationStore = {
    storeInstallation: async (one: Installation) =>
      void kept.set((one.isEnterpriseInstall === true ? one.enterprise?.id : one.team?.id) ?? '', one),
    fetchInstallation: async (query: InstallationQuery<boolean>) => {
      const key = (query.isEnterpriseInstall ? query.enterpriseId : query.teamId) ?? '';
      const found = kept.get(key);
      if (found === undefined) throw new Error(`no installation for ${key}`);
      return found;
    },
  };
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'a secret for states',
    scopes: ['app_mentions:read', 'chat:write', 'commands', 'users:read', 'channels:history'],
    redirectUri: `${origin}/slack/oauth_redirect`,
    installationStore,
    installerOptions: {
      authorizationUrl: slack.authorizeUrl,
      clientOptions,
      directInstall: true,
      redirectUriPath: '/slack/oauth_redirect',
    },
    logger: silent,
  });
  const app = new App({ receiver, clientOptions, ...quiet });
  const heard = teach(app);
  await app.init();
  listen(receiver.requestListener);
  return Object.assign(heard, { url: `${origin}/slack/events`, installUrl: `${origin}/slack/install`, stop });
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

async function openPort(): Promise<{
  readonly origin: string;
  readonly listen: (listener: Listener) => void;
  readonly stop: () => Promise<void>;
}> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`expected a port, got ${address}`);
  return {
    origin: `http://127.0.0.1:${address.port}`,
    listen: (listener) => void server.on('request', listener),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Heard = Pick<TestApp, 'events' | 'asked' | 'removed' | 'sulk'>;

/** Gives the app its answers. */
function teach(app: App): Heard {
  const events: HeardEvent[] = [];
  const removed: string[] = [];
  let mood = 'well';
  let asked = 0;
  const processEvent = app.processEvent.bind(app);
  app.processEvent = async (incoming: ReceiverEvent) => {
    const { body, retryNum = 0 } = incoming;
    const event: unknown = body['event'];
    if (event === undefined) asked += 1;
    if (isPersonsMessage(event)) events.push({ id: String(body['event_id']), text: event.text, retryNum });
    if (mood !== 'sulking') await processEvent(incoming);
  };
  teachCommands(app);
  teachMessages(app);
  teachAssistant(app);
  app.event('app_home_opened', async ({ event, client }) => {
    const { user } = await client.users.info({ user: event.user, include_locale: true });
    const text = { type: 'mrkdwn' as const, text: `Home of ${user?.real_name}\n${user?.locale} ${user?.tz}` };
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'section', text }] } });
  });
  for (const type of ['app_uninstalled', 'tokens_revoked'] as const)
    app.event(type, async ({ event }) => void removed.push(event.type));
  return {
    events,
    removed,
    get asked() {
      return asked;
    },
    sulk: (wanted) => void (mood = wanted),
  };
}

function isPersonsMessage(event: unknown): event is { readonly text: string } {
  if (typeof event !== 'object' || event === null || 'bot_id' in event) return false;
  return 'type' in event && event.type === 'message' && 'text' in event && typeof event.text === 'string';
}

function teachCommands(app: App): void {
  app.command('/echo', async ({ ack, command, respond }) => {
    await ack();
    await respond({ text: `you said ${command.text}`, response_type: 'ephemeral' });
  });
  app.command('/form', async ({ ack, command, client }) => {
    await ack();
    await client.views.open({
      trigger_id: command.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'form',
        private_metadata: command.channel_id,
        title: { type: 'plain_text', text: 'Form' },
        submit: { type: 'plain_text', text: 'Send' },
        blocks: formBlocks,
      },
    });
  });
  app.view('form', async ({ ack, view, client }) => {
    const name = view.state.values['name']?.['text']?.value ?? '';
    if (name === 'nobody') return ack({ response_action: 'errors', errors: { name: 'Nobody is no name' } });
    await ack();
    const level = view.state.values['level']?.['choice']?.selected_option?.value;
    const text = `Hello ${escape(name)} at level ${level}`;
    await client.apiCall('chat.postMessage', { channel: view.private_metadata, text });
  });
}

const option = (text: string, value: string) => ({ text: { type: 'plain_text' as const, text }, value });
const levels = [option('One', '1'), option('Two', '2')];

const formBlocks: types.KnownBlock[] = [
  { type: 'section', text: { type: 'mrkdwn', text: 'Your name, please' } },
  {
    type: 'input',
    block_id: 'name',
    label: { type: 'plain_text', text: 'Name' },
    element: { type: 'plain_text_input', action_id: 'text', max_length: 40 },
  },
  {
    type: 'input',
    block_id: 'level',
    label: { type: 'plain_text', text: 'Level' },
    element: { type: 'static_select', action_id: 'choice', options: levels },
  },
];

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function teachMessages(app: App): void {
  app.event('app_mention', async ({ event, client, context, say }) => {
    const [file] = event.files ?? [];
    if (file === undefined) {
      await say(card('Press or pick'));
      return;
    }
    const headers = { authorization: `Bearer ${context.botToken}` };
    const code = await (await fetch(file.url_private_download, { headers })).text();
    const thread = { channel_id: event.channel, thread_ts: event.ts };
    await say({ thread_ts: event.ts, text: `\`\`\`${escape(code)}\`\`\`` });
    await client.filesUploadV2({
      ...thread,
      file: Buffer.from([137, 80, 78, 71]),
      filename: 'dot.png',
      alt_text: 'a dot',
    });
  });
  app.action('count', async ({ ack, body, client, action }) => {
    await ack();
    if (body.type !== 'block_actions' || body.message === undefined || action.type !== 'button') return;
    await client.chat.update({
      channel: body.channel?.id ?? '',
      ts: body.message.ts,
      ...card(`Pressed ${action.value}`),
    });
  });
  app.options('search', async ({ ack, payload }) => ack({ options: [option(`about ${payload.value}`, 'found')] }));
  app.action('search', async ({ ack, action, respond }) => {
    await ack();
    if (action.type !== 'external_select') return;
    const text = `Found ${action.selected_option?.value}`;
    await respond({ text, replace_original: false, response_type: 'in_channel' });
  });
  app.action('menu', async ({ ack, action, respond }) => {
    await ack();
    if (action.type !== 'static_select') return;
    await respond({ ...card(`Picked ${action.selected_option.value}`), replace_original: true });
  });
}

function card(text: string): { readonly text: string; readonly blocks: types.KnownBlock[] } {
  const button = {
    type: 'button' as const,
    action_id: 'count',
    value: '1',
    text: { type: 'plain_text' as const, text: 'Count & go' },
  };
  const menu = { type: 'static_select' as const, action_id: 'menu', options: levels };
  const search = {
    type: 'external_select' as const,
    action_id: 'search',
    placeholder: { type: 'plain_text' as const, text: 'Search' },
  };
  return {
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      { type: 'actions', elements: [button, menu, search] },
    ],
  };
}

function teachAssistant(app: App): void {
  app.assistant(
    new Assistant({
      threadStarted: async ({ setSuggestedPrompts }) => {
        await setSuggestedPrompts({ prompts: [{ title: 'Start', message: 'start now' }] });
      },
      userMessage: async ({ setTitle, setStatus, sayStream }) => {
        await setTitle('Begin');
        await setStatus('is thinking');
        const stream = sayStream({ buffer_size: 1 });
        for (const word of ['one ', 'two ', 'three']) await stream.append({ markdown_text: word });
        await stream.stop();
      },
    }),
  );
}
