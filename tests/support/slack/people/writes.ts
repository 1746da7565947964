import type { Block, Element } from '../wire.ts';
import { escapeTyped } from '../world/entities.ts';
import { sendEvent } from '../world/events.ts';
import { editMessage, postMessage, removeMessage } from '../world/messages.ts';
import type { Channel, Delivery, StoredFile, StoredMessage } from '../world/model.ts';
import { directChannel } from '../world/places.ts';
import { viewJson } from '../world/views.ts';
import type { Exchange } from './exchange.ts';
import { follow, needApp } from './self.ts';
import type { Self } from './self.ts';
import type { ShownView } from './shown.ts';
import { showView } from './shown.ts';

/** A file that somebody has; a snippet when they made it in Slack. */
export interface OwnFile {
  readonly name: string;
  readonly content: string | Buffer;
  readonly isSnippet?: boolean;
}

/** What somebody wrote; the exchange is null when the app does not hear of it. */
export interface Written {
  readonly ts: string;
  readonly exchange: Exchange | null;
}

/** Ways to write and to open things of the app. */
export interface Writes {
  /** Writes where they are, as typed: a `<@U…>` typed so is text. */
  says(text: string, files?: readonly OwnFile[]): Written;
  /** Writes with a mention of the app before it. */
  asksBot(text: string, files?: readonly OwnFile[]): Written;
  /** Changes a message of theirs. */
  edits(ts: string, text: string): void;
  /** Deletes a message of theirs. */
  deletes(ts: string): void;
  /** Opens the App Home; the one they had before is shown until the app publishes another. */
  opensHome(): Exchange | null;
  /** The App Home as it is now. */
  home(): ShownView | null;
  /** Opens a new assistant thread and goes there, from the channel they are in. */
  opensAssistant(): Exchange | null;
  /** The assistant thread that they are in: title, status and prompts. */
  assistant(): { readonly title: string | null; readonly status: string; readonly prompts: readonly string[] } | null;
  /** Takes a suggested prompt of the assistant thread by its title. */
  takesPrompt(title: string): Written;
}

export function createWrites(self: Self): Writes {
  const { world, workspace, user } = self;

  function write(text: string, files: readonly OwnFile[]): Written {
    if (self.channel.archived) throw new Error(`${self.channel.name} is archived`);
    for (const [, id] of text.matchAll(/&lt;@([UW]0[A-Z0-9]+)/g)) if (id !== undefined) world.quotedIds.add(id);
    const stored = files.map((file) => storeFile(self, file));
    const heard = catchDeliveries(self);
    const { channel, threadTs } = self;
    const message = postMessage(world, {
      channel,
      userId: user.id,
      text,
      blocks: [richTextOf(text)],
      files: stored,
      threadTs,
    });
    return { ts: message.ts, exchange: heard() };
  }

  return {
    says: (text, files = []) => write(escapeTyped(text), files),
    asksBot: (text, files = []) => write(`<@${workspace.bot.id}> ${escapeTyped(text)}`, files),
    edits(ts, text) {
      const typed = escapeTyped(text);
      editMessage(world, ownMessage(self, ts), { text: typed, blocks: [richTextOf(typed)] });
    },
    deletes: (ts) => removeMessage(world, ownMessage(self, ts)),
    opensHome() {
      needApp(self);
      if (world.app.manifest.features?.app_home?.home_tab_enabled !== true) throw new Error('the app has no Home');
      const home = workspace.homes.get(user.id);
      const channel = directChannel(world, workspace, [user.id]);
      const view = home === undefined ? {} : { view: viewJson(world, home) };
      const event = {
        type: 'app_home_opened',
        user: user.id,
        channel: channel.id,
        tab: 'home',
        ...view,
        event_ts: world.ts(),
      };
      return followed(self, sendEvent(world, workspace, { event, subscription: 'app_home_opened' }));
    },
    home() {
      const home = workspace.homes.get(user.id);
      return home === undefined ? null : showView(home);
    },
    opensAssistant() {
      needApp(self);
      const from = self.channel;
      self.channel = directChannel(world, workspace, [user.id]);
      const root = postMessage(world, {
        channel: self.channel,
        userId: workspace.bot.id,
        text: 'New Assistant Thread',
      });
      self.threadTs = root.ts;
      self.channel.threads.set(root.ts, { title: null, status: '', prompts: [] });
      return followed(
        self,
        sendEvent(world, workspace, { event: threadStarted(self, from), subscription: 'assistant_thread_started' }),
      );
    },
    assistant() {
      const thread = self.channel.threads.get(self.threadTs ?? '');
      return thread === undefined ? null : { ...thread, prompts: thread.prompts.map(({ title }) => title) };
    },
    takesPrompt(title) {
      const prompts = self.channel.threads.get(self.threadTs ?? '')?.prompts ?? [];
      const prompt = prompts.find((one) => one.title === title);
      if (prompt === undefined)
        throw new Error(`no prompt ${title}; there are ${prompts.map((one) => one.title).join(', ')}`);
      return write(escapeTyped(prompt.message), []);
    },
  };
}

function ownMessage({ channel, user }: Self, ts: string): StoredMessage {
  const message = channel.messages.get(ts);
  if (message?.userId !== user.id) throw new Error(`${user.realName} wrote no message ${ts}`);
  return message;
}

function threadStarted(
  { world, workspace, user, channel, threadTs }: Self,
  from: Channel,
): Readonly<Record<string, unknown>> {
  const context =
    from.kind === 'im'
      ? {}
      : { channel_id: from.id, team_id: workspace.id, enterprise_id: workspace.enterprise?.id ?? null };
  const assistant_thread = { user_id: user.id, context, channel_id: channel.id, thread_ts: threadTs };
  return { type: 'assistant_thread_started', assistant_thread, event_ts: world.ts() };
}

function followed(self: Self, delivery: Delivery | null): Exchange | null {
  return delivery === null ? null : follow(self, delivery);
}

/** Notes what is sent to the app until asked; the last of it. */
function catchDeliveries(self: Self): () => Exchange | null {
  const { world } = self;
  const { deliver } = world;
  let last: Delivery | null = null;
  world.deliver = (kind, payload, settled) => {
    last = deliver(kind, payload, settled);
    return last;
  };
  return () => {
    world.deliver = deliver;
    return followed(self, last);
  };
}

function storeFile({ world, workspace, user }: Self, { name, content, isSnippet = false }: OwnFile): StoredFile {
  const bytes = Buffer.from(content);
  const file: StoredFile = {
    id: world.id('F'),
    workspace,
    name,
    title: name,
    userId: user.id,
    length: bytes.length,
    bytes,
    altText: null,
    snippetType: isSnippet ? (name.endsWith('.py') ? 'python' : 'text') : null,
    complete: true,
  };
  world.files.set(file.id, file);
  return file;
}

/** The blocks that Slack's client makes of typed text. */
function richTextOf(text: string): Block {
  const parts = text.split(/```\n?/);
  const elements = parts.map((part, index): Element => {
    if (index % 2 === 1) return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: plain(part) }] };
    const inline = part.split(/(<@[UW]0[A-Z0-9]+>)/).filter((one) => one !== '');
    return { type: 'rich_text_section', elements: inline.map(inlineOf) };
  });
  return { type: 'rich_text', elements: elements.filter(({ elements: inside = [] }) => inside.length > 0) };
}

function inlineOf(part: string): Element {
  const [, userId] = /^<@([UW]0[A-Z0-9]+)>$/.exec(part) ?? [];
  return userId === undefined ? { type: 'text', text: plain(part) } : { type: 'user', user_id: userId };
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
