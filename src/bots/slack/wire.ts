import { z } from 'zod';

/** What Slack tells us, as far as we read it; everything else that comes along is passed over. */

const user = z.object({ id: z.string() });
const channel = z.object({ id: z.string(), name: z.string().default('') });

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
  channel_name: z.string().default(''),
  user_id: z.string(),
  response_url: z.string(),
  trigger_id: z.string(),
});
export type RawCommand = z.infer<typeof command>;

const shortcut = z.object({
  callback_id: z.string(),
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: channel.optional(),
  message_ts: z.string().optional(),
  message: z
    .object({ text: z.string().default(''), thread_ts: z.string().optional(), files: z.array(file).catch([]) })
    .optional(),
});
export type RawShortcut = z.infer<typeof shortcut>;

const press = z.object({
  user,
  trigger_id: z.string(),
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    channel_id: z.string().optional(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    is_ephemeral: z.boolean().default(false),
  }),
  actions: z
    .array(z.object({ value: z.string().optional(), selected_option: z.object({ value: z.string() }).nullish() }))
    .min(1),
});
export type RawPress = z.infer<typeof press>;

const submission = z.object({
  user,
  trigger_id: z.string(),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.unknown(),
  }),
});
export type RawSubmission = z.infer<typeof submission>;

const envelope = z.object({ event_id: z.string() });

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

export function readEventId(body: unknown): string | null {
  return envelope.safeParse(body).data?.event_id ?? null;
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
