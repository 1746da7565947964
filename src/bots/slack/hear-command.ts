import { answer, meet, replierTo, tell } from './exchange.ts';
import type { Asker, Doer, Office } from './exchange.ts';
import { spreadAt } from './places.ts';
import type { Spread } from './places.ts';
import { privateSurface } from './private-surface.ts';
import { receiveCommand, receiveShortcut, visibilityIn } from './receive.ts';
import { usageView } from './usage.ts';
import type { Visit } from './visit.ts';
import { eventOf } from './visit.ts';
import type { RawCommand, RawShortcut } from './wire.ts';

/** Answers a slash command: where others read along, the one who typed it alone sees the reply. */
export async function hearCommand(raw: RawCommand, visit: Visit, office: Office): Promise<void> {
  const { user_id: user, channel_id: channel, response_url: url, trigger_id: ticket } = raw;
  const doer: Doer = { user, visit, event: eventOf(ticket), visibility: visibilityIn(channel), channel };
  const asker = await meet(doer, office);
  const spread = await spreadFor({ channel, url, thread: null }, asker, office);
  const heard = receiveCommand(raw, office.app.commands, visit);
  switch (heard.kind) {
    case 'asks':
      return await answer(heard.asked, { asker, spread }, office);
    case 'usage':
      return await tell(usageView(heard.command, asker.say), { asker, spread }, office);
  }
}

/** Answers a shortcut: of a message beside it, a global one in the learner's own conversation with the bot. */
export async function hearShortcut(raw: RawShortcut, visit: Visit, office: Office): Promise<void> {
  const { user, trigger_id: ticket, response_url: url, channel, message } = raw;
  const visibility = visibilityIn(channel?.id);
  const doer: Doer = { user: user.id, visit, event: eventOf(ticket), visibility, channel: channel?.id ?? null };
  const asker = await meet(doer, office);
  const spread =
    channel === undefined
      ? spreadAt({ kind: 'nowhere' }, 'beside', replierTo(asker, office))
      : await spreadFor({ channel: channel.id, url, thread: message?.thread_ts ?? null }, asker, office);
  await answer(receiveShortcut(raw, office.app.commands), { asker, spread }, office);
}

interface Asking {
  readonly channel: string;
  /** Undefined: nobody can be told something there alone. */
  readonly url: string | undefined;
  readonly thread: string | null;
}

/**
 * Direct messages may be with somebody else than the bot: then it may not write there, and answers as in a channel. So it does where
 * posts run short: they are few in a minute for a whole workspace.
 */
async function spreadFor({ channel, url, thread }: Asking, asker: Asker, office: Office): Promise<Spread> {
  const { user, visit, visibility } = asker;
  const { api } = visit;
  const replier = replierTo(asker, office);
  if (visibility === 'shared' || (url !== undefined && !(await api.isRoomyFor('chat.postMessage')))) {
    return spreadAt(url === undefined ? { kind: 'nowhere' } : { kind: 'private', url, thread }, 'beside', replier);
  }
  const spread = spreadAt({ kind: 'message', channel, thread, under: null }, 'beside', replier);
  if (url === undefined) return spread;
  return { ...spread, elsewhere: privateSurface({ url, thread, way: 'beside', user, replied: replier.replied }, api) };
}
