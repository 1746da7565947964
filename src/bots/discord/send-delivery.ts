import { createHash } from 'node:crypto';
import type { Delivery, DeliveryOutcome } from '#core/delivery.ts';
import type { Say } from '#core/words.ts';
import type { Easel } from '#bots/shared/sheet.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
import type { Api } from './api.ts';
import { longestDrawingMs } from './connection-limits.ts';
import { markOf, marked } from './find-marked.ts';
import { userOf } from './receive.ts';
import type { OutgoingMessage } from './render/payload.ts';
import { openSheet } from './sheet.ts';
import { isTurnedAway, reasonOf, troubleOf } from './trouble.ts';

interface Desk extends Easel {
  readonly api: Api;
  readonly say: Say;
}

/** Sends what core wants sent by itself, once: what a process that died may have sent is looked for before. */
export async function sendDelivery(delivery: Delivery, desk: Desk): Promise<DeliveryOutcome> {
  try {
    const channel = await channelOf(delivery, desk.api);
    const messages = await drawn(delivery, desk);
    const missing = await missingOf(messages, { delivery, channel }, desk);
    if (missing.length > 0 && delivery.ifAbsent === 'leave') return { kind: 'absent' };
    let reference: string | null = null;
    for (const { content, place } of missing) {
      const nonce = nonceOf(delivery.id, place);
      reference = await desk.api.post({ channel, content, nonce, replyTo: null });
    }
    return { kind: 'delivered', reference };
  } catch (error) {
    return await outcomeOf(error, delivery, desk);
  }
}

async function channelOf({ address }: Delivery, api: Api): Promise<string> {
  switch (address.kind) {
    case 'channel':
      return address.channel;
    case 'learner':
      return await api.openDirectMessages(userOf(address.learner));
  }
}

async function drawn({ view }: Delivery, { say, ...easel }: Desk): Promise<readonly OutgoingMessage[]> {
  const sheet = openSheet(view, { learner: null, say }, easel);
  if (sheet.drawing !== null) await eitherOf(sheet.drawing, longestDrawingMs);
  return await sheet.render();
}

interface Place {
  readonly delivery: Delivery;
  readonly channel: string;
}

/** The messages that do not stand there, marked. Where the bot may not look, what may stand there is taken to do so. */
async function missingOf(
  messages: readonly OutgoingMessage[],
  { delivery: { id, perhapsSince }, channel }: Place,
  { api, log }: Desk,
) {
  const missing: { readonly content: OutgoingMessage; readonly place: number }[] = [];
  for (const [place, message] of messages.entries()) {
    const mark = markOf(`${id}#${place}`);
    const isThere = perhapsSince !== null && (await stands({ mark, channel, since: perhapsSince }, { api, log }));
    if (!isThere) missing.push({ content: marked(message, mark), place });
  }
  return missing;
}

async function stands(
  { mark, channel, since }: { readonly mark: number; readonly channel: string; readonly since: number },
  { api, log }: Pick<Desk, 'api' | 'log'>,
): Promise<boolean> {
  try {
    return (await api.find(mark, channel, since)) !== null;
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble !== 'forbidden' && trouble !== 'no-history') throw error;
    log.warn('delivery not looked for', { trouble, why: reasonOf(error) });
    return true;
  }
}

/** At most 25 characters, the same for the same message. */
const nonceOf = (id: string, place: number): string =>
  `${createHash('sha256').update(id).digest('base64url').slice(0, 20)}.${place}`;

async function outcomeOf(
  error: unknown,
  { id, address }: Delivery,
  { api, log }: Pick<Desk, 'api' | 'log'>,
): Promise<DeliveryOutcome> {
  const trouble = troubleOf(error);
  log.warn('delivery failed', { delivery: id, trouble, why: reasonOf(error) });
  if (isTurnedAway(error)) return { kind: (await isRemoved(address.community, { api, log })) ? 'removed' : 'gone' };
  return { kind: 'failed', sent: trouble === 'refused' || trouble === 'token-refused' ? 'no' : 'perhaps' };
}

/** Over HTTP alone nobody tells that the bot was removed from a server. Where that cannot be found out, it is there. */
async function isRemoved(guild: string | null, { api, log }: Pick<Desk, 'api' | 'log'>): Promise<boolean> {
  if (guild === null) return false;
  try {
    return !(await api.isIn(guild));
  } catch (error) {
    log.warn('discord server not looked for', { guild, why: reasonOf(error) });
    return false;
  }
}
