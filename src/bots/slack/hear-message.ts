import type { Log } from '#core/ports/log.ts';
import { answer, meet, replierTo } from './exchange.ts';
import type { Doer, Office } from './exchange.ts';
import { fromMrkdwn } from './from-mrkdwn.ts';
import { spreadAt } from './places.ts';
import { receiveMessage, visibilityIn } from './receive.ts';
import { reasonOf } from './trouble.ts';
import { titleFor } from './untitled-threads.ts';
import type { Visit } from './visit.ts';
import type { RawMessage, StartedThread } from './wire.ts';

interface Heard {
  readonly event: string;
  readonly message: RawMessage;
}

/** Answers a message that names the bot, or a direct one: in its thread, or where it stands. */
export async function hearMessage({ event, message }: Heard, visit: Visit, office: Office): Promise<void> {
  const { channel, user, ts, thread_ts: thread } = message;
  const asked = receiveMessage(message, visit, office.app.commands);
  if (asked === null) return;
  const visibility = visibilityIn(channel);
  const open = visibility === 'shared' ? ({ reply: 'open' } as const) : {};
  const asker = await meet({ user, visit, event, visibility, channel, ...open }, office);
  const place = thread ?? (visibility === 'shared' ? ts : null);
  const who = replierTo(asker, office);
  const spread = spreadAt({ kind: 'message', channel, thread: place, under: null }, 'beside', who);
  await Promise.all([answer(asked, { asker, spread }, office), nameThread(message, asked.command, { visit, office })]);
}

interface Conversation {
  readonly visit: Visit;
  readonly office: Office;
}

/** A conversation with the assistant is called after what was said in it first. */
async function nameThread(
  { channel, thread_ts: ts, text }: RawMessage,
  command: string,
  { visit, office: { untitled, log } }: Conversation,
): Promise<void> {
  if (ts === undefined || !untitled.end({ channel, ts })) return;
  await dressed(async () => await visit.api.setTitle({ channel, ts }, titleFor(fromMrkdwn(text), command)), log);
}

/** Title and prompts are no reply: without them the conversation goes on. */
async function dressed(work: () => Promise<void>, log: Log): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.warn('assistant thread not dressed', { why: reasonOf(error) });
  }
}

/** What an assistant's thread offers at its beginning; Slack takes four. */
const prompted = ['lesson', 'run', 'quiz', 'progress'];
const mostPrompts = 4;

/** Somebody has begun a conversation with the assistant: it says what it can, and offers the first steps. */
export async function hearThread(
  { thread, event }: { readonly thread: StartedThread; readonly event: string },
  visit: Visit,
  office: Office,
): Promise<void> {
  const { user, channel, ts } = thread;
  const doer: Doer = { user, visit, event, visibility: 'private', channel };
  office.untitled.begin({ channel, ts });
  const asker = await meet(doer, office);
  const prompts = office.app.commands
    .filter(({ name }) => prompted.includes(name))
    .flatMap(({ name, summary }) => (summary === null ? [] : [{ title: asker.say(summary), message: name }]));
  const who = replierTo(asker, office);
  const spread = spreadAt({ kind: 'message', channel, thread: ts, under: null }, 'beside', who);
  await answer({ command: 'help', args: {}, file: null }, { asker, spread }, office);
  await dressed(async () => await visit.api.offerPrompts({ channel, ts }, prompts.slice(0, mostPrompts)), office.log);
}
