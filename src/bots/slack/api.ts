import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Workspace } from './calls.ts';
import { insist, send } from './calls.ts';
import { formMs, personTriesMs, lookBackMs, lookMs, mostFurtherBack, mostLookedAt } from './connection-limits.ts';
import type { Person } from './person.ts';
import { readPerson } from './person.ts';
import { lookedAt, markOf } from './post-once.ts';
import type { HomeView, Modal, SlackMessage } from './render/payload.ts';
import { withPictures } from './with-pictures.ts';
import { wasTicketUsed } from './trouble.ts';

/** What this bot does in one workspace. All reject with what `troubleOf` reads. */
export interface Api {
  /** What may have been posted already is looked for before it is posted again. */
  post(letter: Letter): Promise<Posted>;
  /** What stands in a channel with one of our marks, posted since then (epoch milliseconds); null: nothing. Rejects where the bot may not look. */
  find(
    mark: string,
    where: { readonly channel: string; readonly thread: string | null; readonly since: number },
  ): Promise<Posted | null>;
  edit(message: Posted, content: SlackMessage): Promise<void>;
  /** Whether there is room for calls that may as well be left out, or made another way. */
  isRoomyFor(method: 'chat.update' | 'chat.postMessage'): Promise<boolean>;
  remove(message: Posted): Promise<void>;
  /** Posts to a `response_url`. */
  respond(url: string, response: Response): Promise<void>;
  openForm(ticket: string, form: Modal): Promise<void>;
  /** `over`: the hash of what has to stand there still; null: whatever stands there. Gives the hash of the new one, if Slack says it. */
  publishHome(user: string, view: HomeView, over: string | null): Promise<string | null>;
  /** In an assistant's thread; an empty one takes it away. Tried once. */
  showStatus(thread: Thread, status: string): Promise<void>;
  offerPrompts(thread: Thread, prompts: readonly Prompt[]): Promise<void>;
  setTitle(thread: Thread, title: string): Promise<void>;
  /** Gives the id of a file that nobody sees yet. */
  upload(file: Upload): Promise<string>;
  share(files: readonly { readonly id: string; readonly title: string }[], place: FilePlace): Promise<void>;
  /** What Slack knows of somebody now. `owner`: whose people they are here. */
  readPerson(user: string, owner: string): Promise<Person>;
  /** What files of people are read with. */
  readonly token: string;
}

/** A message to a channel, or to somebody by their id. */
export interface Letter {
  readonly channel: string;
  readonly thread: string | null;
  readonly content: SlackMessage;
  /** By which it is found again; without one, it gets one of its own. */
  readonly mark?: string;
}

/** A message that stands somewhere. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

export interface Response {
  readonly content: SlackMessage;
  /** `replaces` what was pressed under, or stands beside it, seen by who asked alone. */
  readonly way: 'replaces' | 'beside';
  readonly thread: string | null;
}

export interface Thread {
  readonly channel: string;
  readonly ts: string;
}

export interface Prompt {
  readonly title: string;
  readonly message: string;
}

export interface Upload {
  readonly name: string;
  readonly content: Uint8Array;
  /** What it shows, for whoever does not see it; null: it is text. */
  readonly words: string | null;
}

interface FilePlace {
  readonly channel: string;
  readonly thread: string | null;
}

export function createApi(workspace: Workspace): Api {
  const { team, throttle, token } = workspace;
  return {
    token,
    ...messageCalls(workspace),
    ...assistantCalls(workspace),
    ...viewCalls(workspace),
    ...fileCalls(workspace),
    isRoomyFor: async (method) => await throttle.isRoomy({ team, method, channel: null }),
    async readPerson(id, owner) {
      const args = { user: id, include_locale: true };
      const told = await insist(workspace, { method: 'users.info', args, withinMs: personTriesMs });
      return readPerson(told, { team, owner });
    },
  };
}

const posted = z.object({
  channel: z.string().optional().catch(undefined),
  ts: z.string().optional(),
  message: z.object({ ts: z.string() }).optional().catch(undefined),
});

/** Where the message stands, which it does in any case. */
function readPosted(answer: unknown, channel: string): Posted {
  const read = posted.safeParse(answer).data;
  return { channel: read?.channel ?? channel, ts: read?.ts ?? read?.message?.ts ?? '' };
}

type MessageCalls = Pick<Api, 'post' | 'find' | 'edit' | 'remove' | 'respond'>;

function messageCalls(workspace: Workspace): MessageCalls {
  return {
    async post({ channel, thread, content, mark = randomUUID() }) {
      const inThread = thread === null ? {} : { thread_ts: thread };
      const about = { channel, ...inThread, unfurl_links: false, unfurl_media: false };
      return await withPictures(content, async (shown) => {
        const args = { ...about, ...bodyOf(shown), metadata: markOf(mark) };
        const lookFor = async () => await findPosted(workspace, { channel, thread, mark, since: Date.now() });
        return readPosted(await insist(workspace, { method: 'chat.postMessage', args, channel, lookFor }), channel);
      });
    },
    find: async (mark, where) => await findPosted(workspace, { ...where, mark }),
    async edit({ channel, ts }, content) {
      await withPictures(content, async (shown) => {
        await insist(workspace, { method: 'chat.update', args: { channel, ts, ...bodyOf(shown) } });
      });
    },
    async remove({ channel, ts }) {
      await insist(workspace, { method: 'chat.delete', args: { channel, ts } });
    },
    async respond(url, { content, way, thread }) {
      const inThread = thread === null ? {} : { thread_ts: thread };
      const audience =
        way === 'replaces' ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false };
      const whenUnsure = way === 'replaces' ? 'again' : 'enough';
      await withPictures(content, async (shown) => {
        const body = JSON.stringify({ ...bodyOf(shown), ...inThread, ...audience });
        await send(url, { body, type: 'application/json', whenUnsure }, workspace.throttle.closed);
      });
    },
  };
}

type AssistantCalls = Pick<Api, 'showStatus' | 'offerPrompts' | 'setTitle'>;

function assistantCalls(workspace: Workspace): AssistantCalls {
  return {
    async showStatus({ channel, ts }, status) {
      const args = { channel_id: channel, thread_ts: ts, status };
      await insist(workspace, { method: 'assistant.threads.setStatus', args, withinMs: 0 });
    },
    async offerPrompts({ channel, ts }, prompts) {
      const args = { channel_id: channel, thread_ts: ts, prompts };
      await insist(workspace, { method: 'assistant.threads.setSuggestedPrompts', args });
    },
    async setTitle({ channel, ts }, title) {
      const args = { channel_id: channel, thread_ts: ts, title };
      await insist(workspace, { method: 'assistant.threads.setTitle', args });
    },
  };
}

function viewCalls(workspace: Workspace): Pick<Api, 'openForm' | 'publishHome'> {
  return {
    async openForm(ticket, view) {
      const call = { method: 'views.open', args: { trigger_id: ticket, view }, withinMs: formMs } as const;
      await insist(workspace, call).catch(unlessUsed);
    },
    async publishHome(id, view, over) {
      const args = { user_id: id, view, ...(over === null ? {} : { hash: over }) };
      const answer = await insist(workspace, { method: 'views.publish', args });
      return published.safeParse(answer).data?.view.hash ?? null;
    },
  };
}

/** Nobody but us has the ticket: when it is used, an earlier try was done. */
function unlessUsed(error: unknown): void {
  if (!wasTicketUsed(error)) throw error;
}

const published = z.object({ view: z.object({ hash: z.string().min(1) }) });
const uploadUrl = z.object({ upload_url: z.string(), file_id: z.string() });

function fileCalls(workspace: Workspace): Pick<Api, 'upload' | 'share'> {
  return {
    async upload({ name, content, words }) {
      const about = words === null ? { snippet_type: 'text' } : { alt_text: words };
      const args = { filename: name, length: content.byteLength, ...about };
      const answer = await insist(workspace, { method: 'files.getUploadURLExternal', args });
      const { upload_url: url, file_id: id } = uploadUrl.parse(answer);
      const type = 'application/octet-stream';
      await send(url, { body: Uint8Array.from(content), type, whenUnsure: 'again' }, workspace.throttle.closed);
      // What is shared is completed where it is shared.
      if (words !== null) await complete(workspace, { files: [{ id, title: name }] });
      return id;
    },
    async share(files, { channel, thread }) {
      await complete(workspace, { files, channel_id: channel, ...(thread === null ? {} : { thread_ts: thread }) });
    },
  };
}

async function complete(workspace: Workspace, args: Readonly<Record<string, unknown>>): Promise<void> {
  await insist(workspace, { method: 'files.completeUploadExternal', args, whenUnsure: 'enough' });
}

interface Wanted {
  readonly channel: string;
  readonly thread: string | null;
  readonly mark: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

/** The message with the mark, if it stands there. Rejects where the bot may not look: it does in direct messages. */
async function findPosted(workspace: Workspace, { channel, thread, mark, since }: Wanted): Promise<Posted | null> {
  const about = { channel, oldest: String((since - lookBackMs) / 1000), include_all_metadata: true };
  const newest = { ...about, limit: mostLookedAt };
  const call =
    thread === null
      ? ({ method: 'conversations.history', args: newest } as const)
      : ({ method: 'conversations.replies', args: { ...newest, ts: thread } } as const);
  const first = lookedAt(await insist(workspace, { ...call, withinMs: lookMs }), mark);
  if (first.ts !== null) return { channel, ts: first.ts };
  if (thread !== null || first.before === null) return null;
  // Where much is said it may stand further back. Not every app gets more than the first few: then it counts as not found.
  const args = { ...about, latest: first.before, limit: mostFurtherBack };
  const answer = await insist(workspace, { method: 'conversations.history', args, withinMs: lookMs }).catch(() => null);
  const ts = answer === null ? null : lookedAt(answer, mark).ts;
  return ts === null ? null : { channel, ts };
}

const bodyOf = ({ text, blocks }: SlackMessage) => ({ text, blocks });
