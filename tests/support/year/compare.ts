import { expect } from 'vitest';
import { communityFrom } from './population.ts';
import { learnerId, promptId, scheduleId } from '#core/ids.ts';
import type { Asked } from './calendar-model.ts';
import { tallyOf } from './calendar-model.ts';
import { accountsOf, placeOf, recountClass } from './people-model.ts';
import { dayMs } from './wall-clock.ts';
import type { Year } from './year.ts';

/** What happened to people, and the store that must agree; `now` in epoch milliseconds. */
export type Known = Pick<Year, 'people' | 'course' | 'store' | 'now'>;

/** Compares what the store says of a person with what happened to them. */
export async function comparePerson(known: Known, account: string): Promise<void> {
  const { people } = known;
  const store = known.store();
  const learner = learnerId(account);
  const accounts = accountsOf(people, account);
  expect(await store.accounts.of(learner), `the accounts of ${account}`).toEqual(accounts);
  await compareFacts(known, account);
  const days = accounts.flatMap((one) => people.days.get(one) ?? []);
  same(
    (await store.days.studied(learner)).map(({ date, zone, at }) => `${date} ${zone} ${at}`),
    days.map(({ date, zone, at }) => `${date} ${zone} ${at}`),
    `the days of ${account}`,
  );
}

/** Compares a person's answers and programs, one by one. */
export async function compareFacts({ people, course, store }: Known, account: string): Promise<void> {
  const accounts = accountsOf(people, account);
  const facts = await store().evidence.facts(learnerId(account), course.id);
  const told = facts.flatMap((fact) => {
    if (fact.kind === 'lapse') return [`lapse ${fact.by}`];
    if (fact.kind === 'attempt') return [`${fact.by} ${fact.request} ${fact.exercise} ${fact.verdict} ${fact.at}`];
    const { by, quiz, seed, concept, given, correct, at } = fact;
    return [`${by} ${quiz} ${seed} ${concept} ${given.join(',')} ${correct} ${at}`];
  });
  const answers = accounts.flatMap((one) => people.answers.get(one) ?? []);
  const attempts = accounts.flatMap((one) => people.attempts.get(one) ?? []);
  const known = [
    ...answers.map(
      ({ by, quiz, seed, concept, given, correct, at }) =>
        `${by} ${quiz} ${seed} ${concept} ${given.join(',')} ${correct} ${at}`,
    ),
    ...attempts.map(({ by, request, exercise, verdict, at }) => `${by} ${request} ${exercise} ${verdict} ${at}`),
  ];
  same(told, known, `the facts of ${account}`);
}

/** The same things, in whatever order; compared as text, which is fast, and told apart only where they differ. */
function same(told: readonly string[], known: readonly string[], about: string): void {
  const [one, other] = [told.toSorted(), known.toSorted()];
  if (one.join('\n') !== other.join('\n')) expect(one, about).toEqual(other);
}

/** How often a person answered each question, and how often rightly. */
export async function compareHistory({ people, course, store }: Known, account: string): Promise<void> {
  const answers = accountsOf(people, account).flatMap((one) => people.answers.get(one) ?? []);
  const history = await store().answers.history(learnerId(account), course.id);
  same(
    history.map(({ quiz, times, timesRight }) => `${quiz} ${times} ${timesRight}`),
    [...Map.groupBy(answers, ({ quiz }) => quiz)].map(
      ([quiz, all]) => `${quiz} ${all.length} ${all.filter(({ correct }) => correct).length}`,
    ),
    `the history of ${account}`,
  );
}

/** What is seldom asked for: totals, pages, zone. */
export async function compareAllOf(year: Known, account: string): Promise<void> {
  await comparePerson(year, account);
  await compareHistory(year, account);
  const { people, course } = year;
  const store = year.store();
  const learner = learnerId(account);
  const accounts = accountsOf(people, account);
  const reads = new Set(accounts.flatMap((one) => [...(people.reads.get(one) ?? [])]));
  same(await store.progress.chunksRead(learner, course.id), [...reads], `the pages of ${account}`);
  const [position] = await store.progress.positions(learner);
  expect(position?.chunk ?? null, `where ${account} stands`).toBe(placeOf(people, account)?.chunk ?? null);
  const zones = accounts.flatMap((one) => people.zones.get(one) ?? []).toSorted((one, other) => other.at - one.at);
  expect(await store.learners.zone(learner), `the zone of ${account}`).toBe(zones[0]?.zone ?? null);
  const rows = accounts.flatMap((one) => people.reminders.get(one) ?? []).toSorted((a, b) => b.chosenAt - a.chosenAt);
  const reminder = await store.reminders.of(learner);
  const wanted = rows[0]?.minute == null ? null : { minute: rows[0].minute, nextAt: rows[0].nextAt };
  const kept = reminder === null ? null : { minute: reminder.minute, nextAt: reminder.nextAt };
  expect(kept, `the reminder of ${account}`).toEqual(wanted);
}

/** Compares a class's figures with a count of everybody's answers. */
export async function compareClass(year: Known, name: string): Promise<void> {
  const { people, course } = year;
  const of = communityFrom(name);
  const figures = await year.store().classes.figures(of, course.id, year.now() - 7 * dayMs);
  const counts = recountClass(people, name);
  expect(figures.members, `members of ${name}`).toBe(people.members.get(name)?.size ?? 0);
  const told = [
    ...figures.concepts.map(({ concept, asked, right }) => `concept ${concept} ${asked} ${right}`),
    ...figures.beliefs.map(({ misconception, asked, held }) => `belief ${misconception} ${asked} ${asked - held}`),
  ];
  same(
    told,
    [...counts].map(([subject, { asked, good }]) => `${subject} ${asked} ${good}`),
    `the figures of ${name}`,
  );
}

/** Members, their answers, tasks and settings of a class. */
export async function compareAllOfClass(year: Year, name: string): Promise<void> {
  await compareClass(year, name);
  await compareRoster(year, name);
  await compareTasks(year, name);
  await compareRights(year, name);
  const of = communityFrom(name);
  const { leaderboard, goal, audited, perhapsAudited } = year.classes.get(name) ?? untaught;
  expect(await year.store().contests.settings(of), `the settings of ${name}`).toEqual({ leaderboard, goal });
  const written = (await year.store().audit.last(of, 100_000)).length;
  expect(written, `acts written down in ${name}`).toBeGreaterThanOrEqual(audited);
  expect(written, `acts written down in ${name}`).toBeLessThanOrEqual(audited + perhapsAudited);
}

const untaught = { leaderboard: 'off', goal: null, audited: 0, perhapsAudited: 0, tasks: new Map<string, string>() };

/** How much each member answered. */
export async function compareRoster(year: Known, name: string): Promise<void> {
  const roster = await year.store().classes.roster(communityFrom(name), year.course.id);
  same(
    roster.map(({ learner, answers, rightAnswers }) => `${learner} ${answers} ${rightAnswers}`),
    membersOf(year, name).map((one) => {
      const mine = year.people.answers.get(one) ?? [];
      return `${one} ${mine.length} ${mine.filter(({ correct }) => correct).length}`;
    }),
    `the roster of ${name}`,
  );
}

const membersOf = ({ people }: Known, name: string): readonly string[] => [...(people.members.get(name)?.keys() ?? [])];

/** Who has done what, each member by the account that they are there with. */
async function compareTasks(year: Year, name: string): Promise<void> {
  const { people } = year;
  const overview = await year.store().assignments.overview(communityFrom(name));
  const doers = (item: string) => (account: string) =>
    people.reads.get(account)?.has(item) === true ||
    (people.attempts.get(account) ?? []).some(({ exercise, verdict }) => exercise === item && verdict === 'passed');
  const { tasks } = year.classes.get(name) ?? untaught;
  same(
    overview.map(({ item, due, done }) => {
      const id = item.kind === 'chunk' ? item.chunk : item.exercise;
      return `${id} ${due} ${done.toSorted().join(',')}`;
    }),
    [...tasks].map(([item, due]) => {
      const done = membersOf(year, name).filter(doers(item)).toSorted();
      return `${item} ${due} ${done.join(',')}`;
    }),
    `the tasks of ${name}`,
  );
}

/** Right answers of two weeks, of those who stand in the list. */
export async function compareRights(year: Known, name: string): Promise<void> {
  const now = year.now();
  const spans = { before: now - 14 * dayMs, since: now - 7 * dayMs, until: now };
  const rights = await year.store().contests.rights(communityFrom(name), spans);
  const members = [...(year.people.members.get(name) ?? [])].filter(([, { competesAs }]) => competesAs !== null);
  same(
    rights.map(({ learner, name: as, before, since }) => `${learner} ${as} ${before} ${since}`),
    members.map(([account, { competesAs }]) => {
      const right = (year.people.answers.get(account) ?? []).filter(({ correct }) => correct);
      const before = right.filter(({ at }) => at >= spans.before && at < spans.since).length;
      const since = right.filter(({ at }) => at >= spans.since && at < spans.until).length;
      return `${account} ${competesAs} ${before} ${since}`;
    }),
    `who improved in ${name}`,
  );
}

/** A question's votes, and whether it is closed. */
export async function compareAsked(year: Year, asked: Asked): Promise<void> {
  const prompt = await year.store().prompts.read(promptId(asked.id));
  if (prompt === null) expect.fail(`${asked.id} is not kept`);
  expect(Object.fromEntries(prompt.tally), `the votes of ${asked.id}`).toEqual(tallyOf(asked));
  expect(prompt.revealAt, `when ${asked.id} is told`).toBe(asked.revealAt);
  expect(prompt.closedAt !== null, `whether ${asked.id} is closed`).toBe(asked.closed);
  expect(asked.ask.stands.length, `how often ${asked.id} was asked`).toBeLessThanOrEqual(1);
  expect(asked.reveal.stands.length, `how often ${asked.id} was told`).toBeLessThanOrEqual(1);
}

/** How a channel is asked. */
export async function comparePlan(year: Year, id: string): Promise<void> {
  const plan = year.plans.get(id);
  const schedule = await year.store().calendar.read(scheduleId(id));
  if (plan === undefined) {
    expect(schedule, `schedule ${id}`).toBeNull();
    return;
  }
  if (schedule === null) expect.fail(`schedule ${id} is not kept`);
  const pause = schedule.pause === null ? null : schedule.pause.kind === 'gone' ? 'gone' : schedule.pause.date;
  const { nextAt, plannedAt, holidays, endedAt, startsAt } = schedule;
  expect({ pause, nextAt, plannedAt, holidays, ended: endedAt !== null, startsAt }, `schedule ${id}`).toEqual({
    pause: plan.pause,
    nextAt: plan.nextAt,
    plannedAt: plan.plannedAt,
    holidays: plan.holidays,
    ended: plan.ended,
    startsAt: plan.startsAt,
  });
}

/** Everything there is. */
export async function compareAll(year: Year): Promise<void> {
  for (const { accounts } of year.population.persons) {
    for (const { id } of accounts) await compareAllOf(year, id);
  }
  for (const { class: name } of year.population.channels) await compareAllOfClass(year, name);
  for (const id of year.plans.keys()) await comparePlan(year, id);
  for (const asked of year.asked.values()) await compareAsked(year, asked);
  for (const [id, { plan }] of year.asked)
    expect(id.startsWith(`${plan.id}:`) && year.plans.has(plan.id), `${id} belongs to a schedule`).toBe(true);
  for (const [id, count] of year.told) expect(count, `how often ${id} was told`).toBeLessThanOrEqual(1);
  await comparePrompts(year);
}

/** No question of which nobody knows. */
async function comparePrompts(year: Year): Promise<void> {
  for (const id of year.plans.keys()) {
    const kept = await year.store().prompts.recent(scheduleId(id), 1000);
    const known = [...year.asked.values()].filter(({ plan }) => plan.id === id);
    same(
      kept.map((one) => one.id),
      known.map((one) => one.id),
      `the questions of ${id}`,
    );
  }
}
