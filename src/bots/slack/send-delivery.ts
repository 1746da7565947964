import type { Delivery, DeliveryOutcome } from '#core/delivery.ts';
import type { Say } from '#core/words.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
import type { Easel } from '#bots/shared/sheet.ts';
import type { Api } from './api.ts';
import { longestDrawingMs } from './connection-limits.ts';
import type { SlackMessage } from './render/payload.ts';
import { shareFiles } from './share-files.ts';
import { messageSheet } from './sheet.ts';
import { endOfToken, isTurnedAway, reasonOf, troubleOf } from './trouble.ts';
import { userOf } from './visit.ts';

interface Desk extends Easel {
  readonly api: Api;
  readonly say: Say;
  /** Whose token it is: that of a workspace that installed the bot, or one from the host's settings. */
  readonly tokenOf: 'workspace' | 'host';
}

/** Sends what core wants sent by itself, once: what a process that died may have sent is looked for before. */
export async function sendDelivery(delivery: Delivery, desk: Desk): Promise<DeliveryOutcome> {
  try {
    const { address, ifAbsent } = delivery;
    // What is posted to somebody's id goes to them alone.
    const channel = address.kind === 'channel' ? address.channel : userOf(address.learner);
    const missing = await missingOf(await drawn(delivery, desk), { delivery, channel }, desk);
    if (missing.length > 0 && ifAbsent === 'leave') return { kind: 'absent' };
    let reference: string | null = null;
    let place = channel;
    for (const { content, mark } of missing) {
      const posted = await desk.api.post({ channel, thread: null, content, mark });
      reference = posted.ts;
      place = posted.channel;
    }
    await shareFiles(desk.api)(
      missing.map(({ content }) => content),
      { channel: place, thread: null },
    );
    return { kind: 'delivered', reference };
  } catch (error) {
    return outcomeOf(error, delivery, desk);
  }
}

async function drawn({ view }: Delivery, { say, api, ...easel }: Desk): Promise<readonly SlackMessage[]> {
  const sheet = messageSheet(view, { learner: null, say, visit: { api } }, easel);
  if (sheet.drawing !== null) await eitherOf(sheet.drawing, longestDrawingMs);
  return await sheet.render();
}

interface Place {
  readonly delivery: Delivery;
  readonly channel: string;
}

/** The messages that do not stand there. Where the bot may not look, what may stand there is taken to do so. */
async function missingOf(
  messages: readonly SlackMessage[],
  { delivery: { id, perhapsSince }, channel }: Place,
  { api, log }: Desk,
) {
  const missing: { readonly content: SlackMessage; readonly mark: string }[] = [];
  for (const [place, content] of messages.entries()) {
    const mark = `${id}#${place}`;
    const isThere = perhapsSince !== null && (await stands({ mark, channel, since: perhapsSince }, { api, log }));
    if (!isThere) missing.push({ content, mark });
  }
  return missing;
}

async function stands(
  { mark, channel, since }: { readonly mark: string; readonly channel: string; readonly since: number },
  { api, log }: Pick<Desk, 'api' | 'log'>,
): Promise<boolean> {
  // A conversation with somebody has another name, which only its first message tells.
  if (/^[UW]/u.test(channel)) return true;
  try {
    return (await api.find(mark, channel, since)) !== null;
  } catch (error) {
    if (troubleOf(error) !== 'missing-scope') throw error;
    log.warn('delivery not looked for', { trouble: 'missing-scope', why: reasonOf(error) });
    return true;
  }
}

function outcomeOf(error: unknown, { id }: Delivery, { log, tokenOf }: Pick<Desk, 'log' | 'tokenOf'>): DeliveryOutcome {
  const trouble = troubleOf(error);
  log.warn('delivery failed', { delivery: id, trouble, why: reasonOf(error) });
  const end = endOfToken(error);
  if (end !== null && tokenOf === 'workspace') return { kind: 'removed' };
  // One that Slack does not know may be the host's mistake, to be mended any moment.
  if (end === 'over' || isTurnedAway(error)) return { kind: 'gone' };
  const isSure = trouble === 'refused' || trouble === 'token-refused' || trouble === 'missing-scope';
  return { kind: 'failed', sent: isSure ? 'no' : 'perhaps' };
}
