import type { Kit } from '../command.ts';
import { promptId } from '../ids.ts';
import type { Post, Schedule, ScheduleChange } from '../ports/calendar-store.ts';
import type { ProducerDesk } from '../producer.ts';
import type { Prompt, StandingPrompt } from '../ports/prompt-store.ts';
import { isTurn, mostRecent } from './cadence.ts';
import { choosePrompt } from './choose-prompt.ts';
import type { Slot } from './slots.ts';
import { lastSlot, slotsAfter } from './slots.ts';

/** A question that is later than that is not asked any more. */
const lateMs = 6 * 3_600_000;
/** At most so long, and to the next question there at least `betweenMs`, lies between a question and its answer. */
const usualRevealMs = 8 * 3_600_000;
const betweenMs = 3_600_000;
/** A question stands at least so long. */
const shortestMs = 3_600_000;
const memoryMs = 180 * 86_400_000;

/** Makes the prompts of all schedules whose turn has come. Whoever is faster makes them; the others find them made. */
export async function planDue(platforms: readonly string[], { kit, failed }: ProducerDesk): Promise<void> {
  const now = kit.clock.now();
  for (const schedule of await kit.store.calendar.due(platforms, now)) {
    try {
      await kit.store.calendar.save(await planOf(schedule, now, kit));
    } catch (error) {
      failed(error);
    }
  }
}

/** When a schedule is to be looked at again; what it has is not looked at. */
export function turnAfter(schedule: Schedule, now: number): number | null {
  return slotsAfter(schedule, now, 1)[0]?.at ?? null;
}

/** Until when the question of a prompt may be posted. */
export function askUntil({ dueAt, revealAt }: Pick<Prompt, 'dueAt' | 'revealAt'>): number {
  return Math.min(dueAt + lateMs, revealAt - shortestMs);
}

async function planOf(schedule: Schedule, now: number, kit: Kit): Promise<ScheduleChange> {
  const next = { ...schedule, nextAt: turnAfter(schedule, now), plannedAt: now, revision: schedule.revision + 1 };
  const recent = await kit.store.prompts.recent(schedule.id, mostRecent);
  const slot = lastSlot(schedule, now - lateMs, now);
  const prompt = slot === null || !isTurn(slot, recent) ? null : await promptFor(schedule, { slot, now }, kit);
  return { schedule: next, before: schedule.revision, prompt, posts: [] };
}

interface Turn {
  readonly slot: Slot;
  readonly now: number;
}

/** Null when nothing can be asked, or there is too little time for it. */
async function promptFor(schedule: Schedule, { slot, now }: Turn, kit: Kit): Promise<ScheduleChange['prompt']> {
  const revealAt = await revealTime(schedule, now, kit);
  if (now > askUntil({ dueAt: slot.at, revealAt }) || (await isOvertaken(schedule, { slot, now }, kit))) return null;
  const chosen = await nextQuestion(schedule, kit);
  if (chosen === null) return null;
  const { course, question } = chosen;
  const { platform, community, channel } = schedule;
  const id = promptId(`${schedule.id}:${slot.date}`);
  const { quiz, seed } = question;
  const about = { course: course.id, quiz: quiz.id, concept: quiz.concept, seed };
  const prompt = { id, schedule: schedule.id, date: slot.date, platform, community, channel, ...about };
  return {
    prompt: { ...prompt, dueAt: slot.at, revealAt },
    posts: postsFor(schedule, { ask: slot.at, reveal: revealAt }, id),
  };
}

/** Whether something else has had its turn in the channel since: of several late questions only the last is asked. */
async function isOvertaken(schedule: Schedule, { slot, now }: Turn, kit: Kit): Promise<boolean> {
  return (await schedulesThere(schedule, kit)).some((one) => lastSlot(one, slot.at, now) !== null);
}

/** Whether another question of the channel has had its time since: then that one is asked, and not both at once. */
export async function isFollowed(prompt: Prompt, schedule: Schedule, kit: Kit): Promise<boolean> {
  const now = kit.clock.now();
  for (const { id } of await schedulesThere(schedule, kit)) {
    const recent = await kit.store.prompts.recent(id, mostRecent);
    if (recent.some(({ dueAt }) => dueAt > prompt.dueAt && dueAt <= now)) return true;
  }
  return false;
}

function postsFor(
  { id: schedule, platform }: Schedule,
  due: { readonly ask: number; readonly reveal: number },
  prompt: Prompt['id'],
): readonly Post[] {
  const post = (kind: 'ask' | 'reveal'): Post => ({
    id: `${prompt}:${kind}`,
    kind,
    platform,
    schedule,
    prompt,
    dueAt: due[kind],
  });
  return [post('ask'), post('reveal')];
}

/** What a schedule would ask now. */
export async function nextQuestion(schedule: Schedule, { store, library, clock, random, runner }: Kit) {
  const now = clock.now();
  const facts = await store.prompts.channelFacts(schedule, now - memoryMs);
  return choosePrompt(library, schedule.scope, { facts, now, seed: random.seed(), python: await runner.python() });
}

/** As long after the question as is usual, but before anything else is asked in the channel. */
export async function revealTime(schedule: Schedule, from: number, kit: Kit): Promise<number> {
  const wanted = from + (schedule.revealMs ?? usualRevealMs);
  const there = await schedulesThere(schedule, kit);
  const nexts = there.flatMap((one) => slotsAfter(one, from + betweenMs + shortestMs, 1)).map(({ at }) => at);
  return Math.min(wanted, ...nexts.map((at) => at - betweenMs));
}

/** All schedules of a channel, that one among them. */
async function schedulesThere(schedule: Schedule, { store }: Kit): Promise<readonly Schedule[]> {
  return (await store.calendar.schedules(schedule)).filter(({ channel }) => channel === schedule.channel);
}

/** The last question of a schedule that is not told yet; null when there is none. */
export function openPrompt(recent: readonly StandingPrompt[]): StandingPrompt | null {
  return recent.find(({ closedAt }) => closedAt === null) ?? null;
}
