import type { Bulk } from '#store/bulk.ts';
import { rowOf } from '#store/schedule-rows.ts';
import type { Tables } from '#store/tables.ts';
import { classSettings } from './class-settings.ts';
import { hasChannel, promptsOf, scheduleOf } from './prompts-here.ts';
import type { PromptHere } from './prompts-here.ts';
import type { Town } from './town.ts';
import { dayMs, isLinkedToNext, nameOf, noon } from './town.ts';

/** So long a claimed post is nobody else's. */
export const leaseMs = 180_000;
/** From its claim until it stands in its channel. */
export const sendingMs = 1000;
/** When accounts are linked: behind everything else. */
export const linkedAt = noon;

/** When the bot ran: it was started anew every week, and away for an hour. */
export const stretches = Array.from({ length: 53 }, (_, week) => {
  const from = noon - (53 - week) * 7 * dayMs;
  return { from, to: from + 7 * dayMs - 3_600_000 };
});

/** What the store would hold of the town beside what learners did. */
export function townRows(town: Town): Parameters<Bulk['write']>[0] {
  const channels = town.classes.filter((one) => hasChannel(one, town));
  const prompts = channels.flatMap((one) => promptsOf(one, town));
  return {
    schedule: channels.map((one) => rowOf(scheduleOf(one, town))),
    prompt: prompts.map(({ date, dueAt, revealAt, closedAt, ...same }) => ({
      ...same,
      local_date: date,
      due_at: dueAt,
      reveal_at: revealAt,
      closed_at: closedAt,
    })),
    post: prompts.flatMap((one) => [postRow(one, 'ask', one.dueAt), postRow(one, 'reveal', one.revealAt)]),
    class_setting: classSettings(town),
    account: accountRows(town),
    running: stretches.map(({ from, to }) => ({ started_at: from, seen_at: to })),
  };
}

function postRow({ id, platform, schedule }: PromptHere, kind: 'ask' | 'reveal', at: number): Tables['post'] {
  const what = { id: `${id}:${kind}`, kind, platform, schedule, prompt: id, due_at: at, failures: 0, reference: null };
  if (at > noon) return { ...what, free_at: at, claimed_at: null, tried_at: null, settled_at: null, posted_at: null };
  const stood = at + sendingMs;
  return { ...what, free_at: at + leaseMs, claimed_at: at, tried_at: at, settled_at: stood, posted_at: stood };
}

function accountRows(town: Town): Tables['account'][] {
  return town.counts.flatMap((_, who) =>
    isLinkedToNext(who, town)
      ? [who, who + 1].map((one) => ({ learner: nameOf(one), person: `person-${who}`, linked_at: linkedAt }))
      : [],
  );
}
