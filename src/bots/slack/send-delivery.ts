import type { Delivery, DeliveryOutcome } from '#core/delivery.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
import { sendOnce } from '#bots/shared/send-once.ts';
import type { Easel } from '#bots/shared/sheet.ts';
import type { Api } from './api.ts';
import { longestDrawingMs } from './connection-limits.ts';
import type { SlackMessage } from './render/payload.ts';
import { shareFiles } from './share-files.ts';
import { messageSheet } from './sheet.ts';
import type { Trouble } from './trouble.ts';
import { endOfToken, expert, isTurnedAway, troubleOf } from './trouble.ts';
import { userOf } from './visit.ts';

interface Desk extends Easel {
  readonly api: Api;
  readonly say: Say;
  /** Whose token it is: that of a workspace that installed the bot, or one from the host's settings. */
  readonly tokenOf: 'workspace' | 'host';
}

/** Sends what core wants sent by itself, once. */
export async function sendDelivery(delivery: Delivery, desk: Desk): Promise<DeliveryOutcome> {
  const { api, log } = desk;
  // A conversation with somebody has another name, which only its first message tells.
  let conversation = '';
  return await sendOnce<SlackMessage, Trouble>(delivery, {
    expert,
    unseen: new Set(['missing-scope']),
    log,
    // What is posted to somebody's id goes to them alone.
    place: async (address) =>
      await Promise.resolve(address.kind === 'channel' ? address.channel : userOf(address.learner)),
    draw: async (view) => await drawn(view, desk),
    stands: async ({ name }, channel, since) =>
      isPerson(channel) || (await api.find(name, { channel, thread: null, since })) !== null,
    async post({ name, message }, channel) {
      const posted = await api.post({ channel, thread: null, content: message, mark: name });
      conversation = posted.channel;
      return posted.ts;
    },
    async attach(parts) {
      const messages = parts.map(({ message }) => message);
      await shareFiles(api)(messages, { channel: conversation, thread: null });
    },
    outcomeOf: async (fault) => await Promise.resolve(outcomeOf(fault, desk)),
  });
}

const isPerson = (channel: string): boolean => /^[UW]/u.test(channel);

async function drawn(view: View, { say, api, ...easel }: Desk): Promise<readonly SlackMessage[]> {
  const sheet = messageSheet(view, { learner: null, say, visit: { api } }, easel);
  if (sheet.drawing !== null) await eitherOf(sheet.drawing, longestDrawingMs);
  return await sheet.render();
}

function outcomeOf(error: unknown, { tokenOf }: Pick<Desk, 'tokenOf'>): DeliveryOutcome {
  const end = endOfToken(error);
  if (end !== null && tokenOf === 'workspace') return { kind: 'removed' };
  // One that Slack does not know may be the host's mistake, to be mended any moment.
  if (end === 'over' || isTurnedAway(error)) return { kind: 'gone' };
  const trouble = troubleOf(error);
  const isSure = trouble === 'refused' || trouble === 'token-refused' || trouble === 'missing-scope';
  return { kind: 'failed', sent: isSure ? 'no' : 'perhaps' };
}
