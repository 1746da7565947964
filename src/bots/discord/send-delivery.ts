import { createHash } from 'node:crypto';
import type { Address, Delivery, DeliveryOutcome } from '#core/delivery.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
import { sendOnce } from '#bots/shared/send-once.ts';
import type { Easel } from '#bots/shared/sheet.ts';
import type { Api } from './api.ts';
import { longestDrawingMs } from './connection-limits.ts';
import { markOf, marked } from './find-marked.ts';
import { userOf } from './receive.ts';
import type { OutgoingMessage } from './render/payload.ts';
import { openSheet } from './sheet.ts';
import type { Trouble } from './trouble.ts';
import { expert, isTurnedAway, reasonOf, troubleOf } from './trouble.ts';

interface Desk extends Easel {
  readonly api: Api;
  readonly say: Say;
}

/** Sends what core wants sent by itself, once. */
export async function sendDelivery(delivery: Delivery, desk: Desk): Promise<DeliveryOutcome> {
  const { api, log } = desk;
  return await sendOnce<OutgoingMessage, Trouble>(delivery, {
    expert,
    unseen: new Set(['forbidden', 'no-history']),
    log,
    place: async (address) => await channelOf(address, api),
    draw: async (view) => await drawn(view, desk),
    stands: async ({ name }, channel, since) => (await api.find(markOf(name), channel, since)) !== null,
    async post({ name, nth, message }, channel) {
      const content = marked(message, markOf(name));
      return await api.post({ channel, content, nonce: nonceOf(delivery.id, nth), replyTo: null });
    },
    // Files go with their messages.
    attach: async () => await Promise.resolve(),
    outcomeOf: async (error, { address }) => await outcomeOf(error, address, desk),
  });
}

async function channelOf(address: Address, api: Api): Promise<string> {
  switch (address.kind) {
    case 'channel':
      return address.channel;
    case 'learner':
      return await api.openDirectMessages(userOf(address.learner));
  }
}

async function drawn(view: View, { say, ...easel }: Desk): Promise<readonly OutgoingMessage[]> {
  const sheet = openSheet(view, { learner: null, say }, easel);
  if (sheet.drawing !== null) await eitherOf(sheet.drawing, longestDrawingMs);
  return await sheet.render();
}

/** At most 25 characters, the same for the same message. */
const nonceOf = (id: string, place: number): string =>
  `${createHash('sha256').update(id).digest('base64url').slice(0, 20)}.${place}`;

async function outcomeOf(error: unknown, { community }: Address, desk: Desk): Promise<DeliveryOutcome> {
  if (isTurnedAway(error)) return { kind: (await isRemoved(community, desk)) ? 'removed' : 'gone' };
  const trouble = troubleOf(error);
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
