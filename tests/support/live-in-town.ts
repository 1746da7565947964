import type { Act } from '#cli/bench-store/acts.ts';
import { goal } from '#cli/bench-store/class-settings.ts';
import { actsOf } from '#cli/bench-store/learner-acts.ts';
import { hasContest } from '#cli/bench-store/memberships.ts';
import type { PromptHere } from '#cli/bench-store/prompts-here.ts';
import { hasChannel, promptsOf, scheduleOf } from '#cli/bench-store/prompts-here.ts';
import { leaseMs, linkedAt, sendingMs, stretches } from '#cli/bench-store/town-rows.ts';
import type { Town } from '#cli/bench-store/town.ts';
import { isLinkedToNext, nameOf, noon, platform } from '#cli/bench-store/town.ts';
import type { Schedule } from '#core/ports/calendar-store.ts';
import type { Store } from '#core/ports/store.ts';

interface Event {
  readonly at: number;
  readonly happens: () => Promise<unknown>;
}

/** Has everything in a town happen through the store's ports, one thing after another as the clock says. */
export async function liveInTown(town: Town, store: Store): Promise<void> {
  const events = [
    ...town.counts.flatMap((_, who) => actsOf(who, town).map((act) => eventOf(act, who, store))),
    ...channelEvents(town, store),
    ...classEvents(town, store),
    ...stretches.flatMap(({ from, to }) => [
      { at: from, happens: () => store.days.beat(from, 0) },
      { at: to, happens: () => store.days.beat(to, to - from) },
    ]),
    ...linkEvents(town, store),
  ];
  for (const { happens } of events.toSorted((one, other) => one.at - other.at)) await happens();
}

function eventOf(act: Act, who: number, store: Store): Event {
  const learner = nameOf(who);
  const { at } = act;
  switch (act.kind) {
    case 'is seen':
      return { at, happens: () => store.classes.seen(learner, act.where, at) };
    case 'competes':
      return { at, happens: () => store.contests.compete(learner, act.where, act.as) };
    case 'chooses a zone':
      return { at, happens: () => store.learners.chooseZone(learner, act.zone, at) };
    case 'wants reminders':
      return { at, happens: () => store.reminders.choose({ kind: 'set', reminder: act.reminder, at }) };
    case 'moves':
      return { at, happens: () => store.progress.savePosition(act.move) };
    case 'answers':
      return { at, happens: () => store.answers.record(act.answer) };
    case 'tries':
      return { at, happens: () => store.exercises.record(act.attempt) };
    case 'lapses':
      return { at, happens: () => store.evidence.recordLapses(act.lapses) };
    case 'votes':
      return { at, happens: () => store.prompts.vote(act.vote) };
    case 'is counted':
      // Closing the prompt does it.
      return { at, happens: async () => undefined };
  }
}

function channelEvents(town: Town, store: Store): readonly Event[] {
  return town.classes
    .filter((one) => hasChannel(one, town))
    .flatMap((one) => {
      const schedule = scheduleOf(one, town);
      const prompts = promptsOf(one, town);
      return prompts.flatMap((prompt, nth) => promptEvents(prompt, { schedule, nth }, store));
    });
}

interface Turn {
  readonly schedule: Schedule;
  readonly nth: number;
}

/** The question is asked and posted, and its answer told. */
function promptEvents({ closedAt, ...prompt }: PromptHere, { schedule, nth }: Turn, store: Store): readonly Event[] {
  const { id, dueAt, revealAt } = prompt;
  const about = { platform, schedule: schedule.id, prompt: id };
  const posts = [
    { ...about, id: `${id}:ask`, kind: 'ask', dueAt },
    { ...about, id: `${id}:reveal`, kind: 'reveal', dueAt: revealAt },
  ] as const;
  const plan = async () => {
    // The schedule is as it will be in the end: only its revision moves.
    const before = nth === 0 ? null : nth;
    await store.calendar.save({
      schedule: { ...schedule, revision: nth + 1 },
      before,
      prompt: { prompt, posts },
      posts: [],
    });
    await post(dueAt);
  };
  const post = async (now: number) => {
    for (const claimed of await store.calendar.claim({ platforms: [platform], now, leaseMs, most: 9 }))
      await store.calendar.settle(claimed.id, { kind: 'posted', at: now + sendingMs, reference: null });
  };
  if (revealAt > noon) return [{ at: dueAt, happens: plan }];
  const tell = async () => {
    await store.prompts.close(id, revealAt);
    await post(revealAt);
  };
  return [
    { at: dueAt, happens: plan },
    { at: closedAt ?? revealAt, happens: tell },
  ];
}

function classEvents({ classes }: Town, store: Store): readonly Event[] {
  return classes
    .filter(hasContest)
    .map((of) => ({ at: 0, happens: () => store.contests.change(of, { leaderboard: 'on', goal }) }));
}

function linkEvents(town: Town, store: Store): readonly Event[] {
  return town.counts.flatMap((_, who) => {
    if (!isLinkedToNext(who, town)) return [];
    const [one, other] = [nameOf(who), nameOf(who + 1)];
    const link = async () => {
      await store.accounts.offer({ learner: one, code: one, at: linkedAt, until: linkedAt + 1 });
      await store.accounts.redeem({ learner: other, code: one, at: linkedAt }, { most: 5, withinMs: 1 });
    };
    return [{ at: linkedAt, happens: link }];
  });
}
