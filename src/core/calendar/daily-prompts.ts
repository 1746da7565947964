import type { Kit } from '../command.ts';
import type { Address, Delivery, DeliveryOutcome } from '../delivery.ts';
import type { ClaimedPost, PostEnd, Schedule } from '../ports/calendar-store.ts';
import type { StandingPrompt } from '../ports/prompt-store.ts';
import type { Producer } from '../producer.ts';
import { promptView } from '../views/prompt-view.ts';
import { revealView } from '../views/reveal-view.ts';
import { channelGoneView } from '../views/schedule-views.ts';
import { beginsSilence, mostRecent } from './cadence.ts';
import { loseChannel } from './lose-channel.ts';
import { askUntil, isFollowed, planDue } from './plan.ts';
import { questionOf } from './prompt-question.ts';

/** Longer than any message takes to be sent. */
const leaseMs = 180_000;
/** More of them come with the next heartbeat. */
const mostAtOnce = 40;
/** What could not be posted is tried again, later and later. */
const firstPauseMs = 15_000;
const longestPauseMs = 600_000;
/** An answer that could not be told for so long is of no use any more. */
const staleMs = 7 * 86_400_000;
/** Until then nobody notices. */
const punctualMs = 600_000;

/** The questions of study channels, their answers, and what teachers hear of them. */
export const dailyPrompts: Producer = {
  name: 'daily',
  async due(platforms, desk) {
    const { kit } = desk;
    await planDue(platforms, desk);
    const claimed = await kit.store.calendar.claim({ platforms, now: kit.clock.now(), leaseMs, most: mostAtOnce });
    const all = claimed.map(async (post) => {
      try {
        return await deliveryOf(post, kit);
      } catch (error) {
        desk.failed(error);
        return null;
      }
    });
    return (await Promise.all(all)).filter((one) => one !== null);
  },
  async delivered({ id, address, failures, perhapsSince }, outcome, kit) {
    if (outcome.kind === 'gone' && address.kind === 'channel') await loseChannel(id, kit);
    await kit.store.calendar.settle(id, endOf(outcome, { failures, perhapsSince }, kit.clock.now()));
  },
};

type Past = Pick<Delivery, 'failures' | 'perhapsSince'>;

function endOf(outcome: DeliveryOutcome, { failures, perhapsSince }: Past, now: number): PostEnd {
  switch (outcome.kind) {
    case 'delivered':
      return { kind: 'posted', at: now, reference: outcome.reference };
    case 'absent':
    case 'gone':
    case 'removed':
      return { kind: 'dropped', at: now };
    case 'failed':
      return {
        kind: 'failed',
        again: now + Math.min(longestPauseMs, firstPauseMs * 2 ** failures),
        // This try did not send it; one before may have.
        sent: perhapsSince === null ? outcome.sent : 'perhaps',
      };
  }
}

/** What is to be sent; `drop`: nothing, ever; `later`: that is not known yet. */
type Letter = Pick<Delivery, 'address' | 'view' | 'ifAbsent'> | 'drop' | 'later';

/** Null when nothing is sent just now. */
async function deliveryOf(post: ClaimedPost, kit: Kit): Promise<Delivery | null> {
  const schedule = await kit.store.calendar.read(post.schedule);
  const letter = schedule === null ? 'drop' : await letterOf(post, schedule, kit);
  if (schedule !== null && typeof letter === 'object') {
    const { id, triedAt: perhapsSince, failures, leaseUntil: until } = post;
    return { id, language: schedule.language, perhapsSince, failures, until, ...letter };
  }
  const now = kit.clock.now();
  const end: PostEnd =
    letter === 'later'
      ? { kind: 'failed', again: now + firstPauseMs, sent: post.triedAt === null ? 'no' : 'perhaps' }
      : { kind: 'dropped', at: now };
  await kit.store.calendar.settle(post.id, end);
  return null;
}

async function letterOf(post: ClaimedPost, schedule: Schedule, kit: Kit): Promise<Letter> {
  if (post.kind === 'gone') {
    const { platform, community, createdBy: learner, language } = schedule;
    const address: Address = { kind: 'learner', platform, community, learner };
    return { address, view: channelGoneView(schedule, kit.library.speak(language)), ifAbsent: 'send' };
  }
  const prompt = post.prompt === null ? null : await kit.store.prompts.read(post.prompt);
  if (prompt === null) return 'drop';
  return post.kind === 'ask'
    ? await asking(post, { schedule, prompt }, kit)
    : await telling(post, { schedule, prompt }, kit);
}

interface Matter {
  readonly schedule: Schedule;
  readonly prompt: StandingPrompt;
}

/** One that is too late is only looked for, if it was ever sent. */
async function asking({ triedAt }: ClaimedPost, { schedule, prompt }: Matter, kit: Kit): Promise<Letter> {
  const now = kit.clock.now();
  const asked = questionOf(prompt, kit.library);
  const isLate = now - prompt.dueAt > punctualMs;
  const isClosed = prompt.closedAt !== null || schedule.endedAt !== null;
  const isOver = isClosed || now > askUntil(prompt) || (isLate && (await isFollowed(prompt, schedule, kit)));
  if (asked === null || (isOver && triedAt === null)) return 'drop';
  const { language, zone } = schedule;
  const lateness = isLate ? 'late' : 'on-time';
  const view = promptView(asked, { prompt, zone, lateness }, { say: kit.library.speak(language), language });
  return { address: addressOf(schedule), view, ifAbsent: isOver ? 'leave' : 'send' };
}

/** From here on nothing counts any more. What was never asked needs no answer. */
async function telling({ triedAt }: ClaimedPost, { schedule, prompt }: Matter, kit: Kit): Promise<Letter> {
  const { store, clock, library } = kit;
  await store.prompts.close(prompt.id, clock.now());
  const recent = (await store.prompts.recent(schedule.id, mostRecent)).filter(({ date }) => date <= prompt.date);
  const closed = recent.find(({ id }) => id === prompt.id) ?? prompt;
  const asked = questionOf(closed, library);
  const isOver = clock.now() > prompt.revealAt + staleMs;
  if (closed.asked !== 'yes' && closed.tally.size === 0) return closed.asked === 'never' || isOver ? 'drop' : 'later';
  if (asked === null || (isOver && triedAt === null)) return 'drop';
  const { language } = schedule;
  const silence = beginsSilence(recent) ? 'begins' : 'goes-on';
  const view = revealView(asked, { tally: closed.tally, silence }, { say: library.speak(language), language });
  return { address: addressOf(schedule), view, ifAbsent: isOver ? 'leave' : 'send' };
}

const addressOf = ({ platform, community, channel }: Schedule): Address => ({
  kind: 'channel',
  platform,
  community,
  channel,
});
