import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** What Slack tells us, as far as we read it; everything else that comes along is passed over. */

const user = z.object({ id: z.string() });
const channel = z.object({ id: z.string() });
/** Opens forms, and names what somebody did. Without it no form is opened. */
const ticket = z
  .string()
  .min(1)
  .catch(() => `none:${randomUUID()}`);
const responseUrl = z.url().optional().catch(undefined);

const file = z.object({
  id: z.string(),
  name: z.string().nullish(),
  filetype: z.string().default(''),
  size: z.number().default(0),
  url_private: z.string().optional(),
  url_private_download: z.string().optional(),
});
export type RawFile = z.infer<typeof file>;

const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  channel_id: z.string(),
  user_id: z.string(),
  response_url: responseUrl,
  trigger_id: ticket,
});
export type RawCommand = z.infer<typeof command>;

const shortcut = z.object({
  callback_id: z.string(),
  user,
  trigger_id: ticket,
  response_url: responseUrl,
  channel: channel.optional(),
  message: z
    .object({
      text: z.string().default(''),
      user: z.string().optional(),
      thread_ts: z.string().optional(),
      files: z.array(file).catch([]),
    })
    .optional(),
});
export type RawShortcut = z.infer<typeof shortcut>;

const container = z.object({
  type: z.string(),
  channel_id: z.string().optional(),
  message_ts: z.string().optional(),
  thread_ts: z.string().optional(),
  is_ephemeral: z.boolean().default(false),
});

const pressed = z.object({
  user,
  trigger_id: ticket,
  response_url: responseUrl,
  container: container.optional().catch(undefined),
  /** The same is said here, more or less. */
  channel: channel.optional().catch(undefined),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional().catch(undefined),
  actions: z
    .array(z.object({ value: z.string().optional(), selected_option: z.object({ value: z.string() }).nullish() }))
    .min(1),
});

const press = pressed.transform(({ container: told, channel: place, message: one, ...rest }) => ({
  ...rest,
  container: {
    type: one === undefined ? 'view' : 'message',
    channel_id: place?.id,
    message_ts: one?.ts,
    thread_ts: one?.thread_ts,
    is_ephemeral: false,
    ...told,
  },
}));
export type RawPress = z.infer<typeof press>;

const submission = z.object({
  user,
  trigger_id: ticket,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.unknown(),
  }),
});
export type RawSubmission = z.infer<typeof submission>;

const envelope = z.object({
  event_id: z.string().min(1).optional(),
  event: z.object({ type: z.string(), event_ts: z.string().optional(), ts: z.string().optional() }),
});

const message = z.object({
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  files: z.array(file).catch([]),
});
export type RawMessage = z.infer<typeof message>;

const homeOpened = z.object({
  user: z.string(),
  tab: z.string().default('home'),
  view: z
    .object({ hash: z.string().min(1) })
    .nullable()
    .catch(null),
});
const threadStarted = z.object({
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
});
const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) });

/** Each gives null for what is not what it should be. */
export const readCommand = (body: unknown): RawCommand | null => command.safeParse(body).data ?? null;
export const readShortcut = (body: unknown): RawShortcut | null => shortcut.safeParse(body).data ?? null;
export const readPress = (body: unknown): RawPress | null => press.safeParse(body).data ?? null;
export const readSubmission = (body: unknown): RawSubmission | null => submission.safeParse(body).data ?? null;
export const readMessage = (event: unknown): RawMessage | null => message.safeParse(event).data ?? null;

/** Slack's name of an event, or what tells it apart where it has none. */
export function readEventId(body: unknown): string | null {
  const read = envelope.safeParse(body).data;
  if (read === undefined) return null;
  const { type, event_ts: at = read.event.ts } = read.event;
  return read.event_id ?? (at === undefined ? null : `${type}:${at}`);
}

/** Who has opened their home page. */
export interface OpenedHome {
  readonly user: string;
  /** Of what stood there; null: nothing did, or Slack does not say. */
  readonly hash: string | null;
}

/** Null when it was another page. */
export function readHomeOpened(event: unknown): OpenedHome | null {
  const read = homeOpened.safeParse(event).data;
  return read?.tab === 'home' ? { user: read.user, hash: read.view?.hash ?? null } : null;
}

/** Where a conversation with the assistant begins, and who does. */
export interface StartedThread {
  readonly user: string;
  readonly channel: string;
  readonly ts: string;
}

export function readThreadStarted(event: unknown): StartedThread | null {
  const read = threadStarted.safeParse(event).data?.assistant_thread;
  return read === undefined ? null : { user: read.user_id, channel: read.channel_id, ts: read.thread_ts };
}

/** Whether the bot's own token is among those that were revoked. */
export function readBotRevoked(event: unknown): boolean {
  return (revoked.safeParse(event).data?.tokens.bot.length ?? 0) > 0;
}
