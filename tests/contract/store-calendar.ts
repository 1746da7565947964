import { describe, expect, test } from 'vitest';
import type { LearnerId } from '#core/ids.ts';
import { conceptId, courseId, learnerId, misconceptionId, promptId, quizId, requestId, scheduleId } from '#core/ids.ts';
import type { Post, Schedule } from '#core/ports/calendar-store.ts';
import type { Prompt, Vote } from '#core/ports/prompt-store.ts';
import type { Store } from '#core/ports/store.ts';

/** Tests share one store, and each has its own platform in it. */
let made = 0;

const course = courseId('async');
const base = { course, quiz: quizId('q1'), concept: conceptId('c1') } as const;

function fresh() {
  made += 1;
  const place = { platform: `p${made}`, community: 'school', channel: 'study' };
  const schedule: Schedule = {
    ...place,
    id: scheduleId(`s${made}`),
    channelName: null,
    time: '09:00',
    zone: 'Europe/Berlin',
    weekdays: [1, 5],
    scope: null,
    language: 'en',
    revealMs: null,
    pause: null,
    holidays: [],
    createdBy: learnerId('test:teacher'),
    createdAt: 100,
    startsAt: 100,
    endedAt: null,
    nextAt: 1_000,
    plannedAt: 100,
    revision: 1,
  };
  const promptOn = (date: string, dueAt = 1_000): Prompt => ({
    ...place,
    ...base,
    id: promptId(`${schedule.id}:${date}`),
    schedule: schedule.id,
    date,
    seed: 4_294_967_295 - made,
    dueAt,
    revealAt: dueAt + 1_000,
  });
  const postsOf = (prompt: Prompt): readonly Post[] =>
    (['ask', 'reveal'] as const).map((kind) => ({
      id: `${prompt.id}:${kind}`,
      kind,
      platform: place.platform,
      schedule: schedule.id,
      prompt: prompt.id,
      dueAt: kind === 'ask' ? prompt.dueAt : prompt.revealAt,
    }));
  return { place, schedule, promptOn, postsOf };
}

type Fresh = ReturnType<typeof fresh>;

async function saveNew(store: Store, { schedule }: Fresh): Promise<void> {
  expect(await store.calendar.save({ schedule, before: null, prompt: null, posts: [] })).toBe('saved');
}

/** A schedule that has asked on a date. */
async function ask(store: Store, one: Fresh, date = '2026-11-23'): Promise<Prompt> {
  const before = (await store.calendar.read(one.schedule.id))?.revision ?? null;
  const prompt = one.promptOn(date);
  const schedule = { ...one.schedule, revision: (before ?? 0) + 1 };
  await store.calendar.save({ schedule, before, prompt: { prompt, posts: one.postsOf(prompt) }, posts: [] });
  return prompt;
}

const claimOn = async (store: Store, { place }: Fresh, now: number) =>
  await store.calendar.claim({ platforms: [place.platform], now, leaseMs: 500, most: 10 });

/** What the stores promise about schedules and what is to be posted. */
export function calendarPromises(store: () => Store): void {
  test('a schedule is kept as it was given, whatever is in it', async () => {
    const one = fresh();
    await saveNew(store(), one);
    expect(await store().calendar.read(one.schedule.id)).toEqual(one.schedule);
    const full: Schedule = {
      ...one.schedule,
      channelName: '学习',
      scope: { course, lesson: 8 },
      language: 'zh',
      revealMs: 7,
      pause: { kind: 'until', date: '2026-12-24' },
      holidays: ['2026-12-25', '2026-12-26'],
      nextAt: null,
      revision: 2,
    };
    expect(await store().calendar.save({ schedule: full, before: 1, prompt: null, posts: [] })).toBe('saved');
    expect(await store().calendar.read(full.id)).toEqual(full);
    const gone: Schedule = { ...full, scope: { course, lesson: null }, pause: { kind: 'gone' }, revision: 3 };
    await store().calendar.save({ schedule: gone, before: 2, prompt: null, posts: [] });
    expect(await store().calendar.read(gone.id)).toEqual(gone);
    expect(await store().calendar.read(scheduleId('none'))).toBeNull();
  });

  test('a change is kept only where nobody was faster, and an id belongs to the first', async () => {
    const one = fresh();
    await saveNew(store(), one);
    const change = { schedule: { ...one.schedule, time: '10:00', revision: 2 }, prompt: null, posts: [] };
    expect(await store().calendar.save({ ...change, before: null })).toBe('stale');
    expect(await store().calendar.save({ ...change, before: 1 })).toBe('saved');
    expect(await store().calendar.save({ ...change, before: 1 })).toBe('stale');
  });

  test('a stale change brings neither a prompt nor a post', async () => {
    const one = fresh();
    await saveNew(store(), one);
    const prompt = one.promptOn('2026-11-23');
    const stale = { schedule: { ...one.schedule, revision: 9 }, before: 8 };
    await store().calendar.save({
      ...stale,
      prompt: { prompt, posts: one.postsOf(prompt) },
      posts: one.postsOf(prompt),
    });
    expect(await store().prompts.read(prompt.id)).toBeNull();
    expect(await claimOn(store(), one, 9_000)).toEqual([]);
  });

  test('a date has one prompt: another one is passed over with its posts, and the change is kept', async () => {
    const one = fresh();
    const first = await ask(store(), one);
    const other = { ...one.promptOn('2026-11-23'), id: promptId(`${first.id}-other`), seed: 5 };
    const change = { schedule: { ...one.schedule, revision: 2 }, before: 1, posts: [] };
    const prompt = { prompt: other, posts: one.postsOf(other) };
    expect(await store().calendar.save({ ...change, prompt })).toBe('saved');
    expect(await store().prompts.read(other.id)).toBeNull();
    expect((await claimOn(store(), one, 9_000)).map(({ id }) => id)).toEqual([`${first.id}:ask`, `${first.id}:reveal`]);
  });

  test('those of a community are listed by age, without those that have ended', async () => {
    const [one, two, three] = [fresh(), fresh(), fresh()];
    const at = one.place;
    const aged = ({ schedule }: Fresh, createdAt: number): Schedule => ({ ...schedule, ...at, createdAt });
    const [young, other, old] = [aged(two, 200), aged(one, 199), aged(three, 198)];
    for (const schedule of [young, other, old])
      await store().calendar.save({ schedule, before: null, prompt: null, posts: [] });
    const ended = { ...other, endedAt: 300, revision: 2 };
    await store().calendar.save({ schedule: ended, before: 1, prompt: null, posts: [] });
    expect(await store().calendar.schedules(at)).toEqual([old, young]);
    expect(await store().calendar.schedules({ ...at, community: 'other' })).toEqual([]);
  });

  test('due are those whose turn has come, and those planned later than now', async () => {
    const one = fresh();
    await saveNew(store(), one);
    const due = async (now: number) => (await store().calendar.due([one.place.platform], now)).map(({ id }) => id);
    expect(await due(99)).toEqual([one.schedule.id]);
    expect(await due(100)).toEqual([]);
    expect(await due(999)).toEqual([]);
    expect(await due(1_000)).toEqual([one.schedule.id]);
    expect(await store().calendar.due(['other platform'], 1_000)).toEqual([]);
    const resting = { ...one.schedule, nextAt: null, revision: 2 };
    await store().calendar.save({ schedule: resting, before: 1, prompt: null, posts: [] });
    expect(await due(9_000)).toEqual([]);
    const ended = { ...one.schedule, endedAt: 5, revision: 3 };
    await store().calendar.save({ schedule: ended, before: 2, prompt: null, posts: [] });
    expect(await due(9_000)).toEqual([]);
    expect(await due(1)).toEqual([]);
  });

  describe('a post', () => {
    test('is claimed once it is due, by one, until its lease is over', async () => {
      const one = fresh();
      const { id } = await ask(store(), one);
      expect(await claimOn(store(), one, 999)).toEqual([]);
      const [claimed, ...others] = await claimOn(store(), one, 1_000);
      expect(others).toEqual([]);
      expect(claimed).toMatchObject({
        id: `${id}:ask`,
        kind: 'ask',
        prompt: id,
        triedAt: null,
        failures: 0,
        leaseUntil: 1_500,
      });
      expect(await claimOn(store(), one, 1_499)).toEqual([]);
      expect(await claimOn(store(), one, 1_500)).toMatchObject([{ id: `${id}:ask`, triedAt: 1_000 }]);
      expect(await claimOn(store(), one, 2_000)).toMatchObject([
        { id: `${id}:ask`, triedAt: 1_000 },
        { id: `${id}:reveal`, triedAt: null },
      ]);
    });

    test('that two ask for at once goes to one of them', async () => {
      const one = fresh();
      await ask(store(), one);
      const all = await Promise.all([1, 2, 3].map(async () => await claimOn(store(), one, 1_000)));
      expect(all.flat()).toHaveLength(1);
    });

    test('claimed by a clock that stepped back since is free', async () => {
      const one = fresh();
      await ask(store(), one);
      await claimOn(store(), one, 1_900);
      expect(await claimOn(store(), one, 1_100)).toHaveLength(1);
    });

    test('that stands is never claimed again, and its prompt knows of it', async () => {
      const one = fresh();
      const { id } = await ask(store(), one);
      expect(await store().prompts.read(id)).toMatchObject({ asked: 'not-yet' });
      await claimOn(store(), one, 1_000);
      await store().calendar.settle(`${id}:ask`, { kind: 'posted', at: 1_001, reference: 'm1' });
      await store().calendar.settle(`${id}:ask`, { kind: 'failed', again: 1_002, sent: 'no' });
      await store().calendar.settle(`${id}:ask`, { kind: 'dropped', at: 1_003 });
      expect(await claimOn(store(), one, 1_999)).toEqual([]);
      expect(await store().prompts.read(id)).toMatchObject({ asked: 'yes' });
    });

    test('that was dropped is never claimed again', async () => {
      const one = fresh();
      const { id } = await ask(store(), one);
      await claimOn(store(), one, 1_000);
      await store().calendar.settle(`${id}:ask`, { kind: 'dropped', at: 1_001 });
      expect(await claimOn(store(), one, 1_999)).toEqual([]);
      expect(await store().prompts.read(id)).toMatchObject({ asked: 'never' });
    });

    test('that failed is free again at a time, and knows whether it may stand', async () => {
      const one = fresh();
      const { id } = await ask(store(), one);
      await claimOn(store(), one, 1_000);
      await store().calendar.settle(`${id}:ask`, { kind: 'failed', again: 1_200, sent: 'no' });
      expect(await claimOn(store(), one, 1_199)).toEqual([]);
      expect(await claimOn(store(), one, 1_200)).toMatchObject([{ triedAt: null, failures: 1 }]);
      await store().calendar.settle(`${id}:ask`, { kind: 'failed', again: 1_300, sent: 'perhaps' });
      expect(await claimOn(store(), one, 1_300)).toMatchObject([{ triedAt: 1_200, failures: 2 }]);
    });

    test('comes with others, the earliest first, as many as are wanted', async () => {
      const one = fresh();
      const { id } = await ask(store(), one);
      const wanted = { platforms: [one.place.platform], now: 9_000, leaseMs: 500 };
      expect(await store().calendar.claim({ ...wanted, most: 1 })).toMatchObject([{ id: `${id}:ask` }]);
      expect(await store().calendar.claim({ ...wanted, most: 1 })).toMatchObject([{ id: `${id}:reveal` }]);
    });
  });
}

/** What the stores promise about questions of channels and their votes. */
export function promptPromises(store: () => Store): void {
  const ada = learnerId('test:ada');
  let votes = 0;
  const vote = async (prompt: Prompt, given: string, more: Partial<Vote> = {}) => {
    votes += 1;
    const request = requestId(`vote-${votes}`);
    return await store().prompts.vote({
      prompt: prompt.id,
      learner: ada,
      request,
      given,
      correct: given === 'right',
      at: 1_100,
      ...more,
    });
  };

  test('the last of two choices counts, the same one twice is one, and a third is none', async () => {
    const prompt = await ask(store(), fresh());
    expect(await vote(prompt, 'a')).toEqual({ kind: 'counted', counted: 'a', left: 1 });
    expect(await vote(prompt, 'a')).toEqual({ kind: 'counted', counted: 'a', left: 1 });
    expect(await vote(prompt, 'b')).toEqual({ kind: 'counted', counted: 'b', left: 0 });
    expect(await vote(prompt, 'c')).toEqual({ kind: 'spent', counted: 'b' });
    expect(await vote(prompt, 'b')).toEqual({ kind: 'counted', counted: 'b', left: 0 });
    expect((await store().prompts.read(prompt.id))?.tally).toEqual(new Map([['b', 1]]));
  });

  test('the same request counts once', async () => {
    const prompt = await ask(store(), fresh());
    const request = requestId('the same');
    await vote(prompt, 'a', { request });
    await vote(prompt, 'b');
    expect(await vote(prompt, 'a', { request })).toEqual({ kind: 'counted', counted: 'b', left: 0 });
    expect((await store().prompts.read(prompt.id))?.tally).toEqual(new Map([['b', 1]]));
  });

  test('votes become answers when it is closed, once, with the last choice; then nothing counts', async () => {
    const prompt = await ask(store(), fresh());
    const [mine, other] = [learnerId(`${prompt.id}:1`), learnerId(`${prompt.id}:2`)];
    await vote(prompt, 'wrong', { learner: mine });
    await vote(prompt, 'right', { learner: mine, at: 1_200 });
    await vote(prompt, 'wrong', { learner: other });
    expect(await store().answers.history(mine, course)).toEqual([]);
    expect(await store().prompts.close(prompt.id, 2_000)).toBe('closed');
    expect(await store().prompts.close(prompt.id, 2_001)).toBe('was-closed');
    const line = { quiz: prompt.quiz, concept: prompt.concept, times: 1, lastSeed: prompt.seed };
    expect(await store().answers.history(mine, course)).toEqual([
      { ...line, timesRight: 1, lastAt: 1_200, lastRight: true, lastGiven: ['right'] },
    ]);
    expect(await store().answers.history(other, course)).toMatchObject([{ ...line, timesRight: 0 }]);
    expect(await vote(prompt, 'wrong', { learner: mine })).toEqual({ kind: 'closed', counted: 'right' });
    expect(await vote(prompt, 'wrong', { learner: learnerId('late') })).toEqual({ kind: 'closed', counted: null });
    expect(await store().prompts.read(prompt.id)).toMatchObject({ closedAt: 2_000 });
    expect(await store().prompts.close(promptId('none'), 1)).toBe('was-closed');
  });

  test('a vote makes its day one of study at once, and speaks of beliefs when it becomes an answer', async () => {
    const prompt = await ask(store(), fresh());
    const [learner, of] = [learnerId(`${prompt.id}:1`), { platform: 'test', community: `class of ${prompt.id}` }];
    await store().classes.seen(learner, of, 1);
    const held = misconceptionId('gather-cancels');
    await vote(prompt, 'wrong', {
      learner,
      bearing: { held: [held], refuted: [] },
      day: { date: '2026-11-23', zone: 'Europe/Berlin' },
    });
    expect(await store().days.studied(learner)).toMatchObject([{ date: '2026-11-23', zone: 'Europe/Berlin' }]);
    expect((await store().classes.figures(of, course, 0)).beliefs).toEqual([]);
    await store().prompts.close(prompt.id, 2_000);
    expect((await store().classes.figures(of, course, 0)).beliefs).toEqual([
      { misconception: held, asked: 1, held: 1 },
    ]);
  });

  const link = async (one: LearnerId, other: LearnerId) => {
    votes += 1;
    const code = `VOTER${votes}`;
    await store().accounts.offer({ learner: one, code, at: 1_000, until: 2_000 });
    expect(await store().accounts.redeem({ learner: other, code, at: 1_500 }, { most: 9, withinMs: 1 })).toBe('linked');
  };
  const tallyAt = async ({ id }: Prompt) => Object.fromEntries((await store().prompts.read(id))?.tally ?? []);

  test('a person has one vote with all their accounts, and finds it again from each', async () => {
    const prompt = await ask(store(), fresh());
    const [ann, ben] = [learnerId(`${prompt.id}:ann`), learnerId(`${prompt.id}:ben`)];
    await link(ann, ben);
    expect(await vote(prompt, 'a', { learner: ann })).toEqual({ kind: 'counted', counted: 'a', left: 1 });
    expect(await vote(prompt, 'a', { learner: ben })).toEqual({ kind: 'counted', counted: 'a', left: 1 });
    expect(await tallyAt(prompt)).toEqual({ a: 1 });
    // The clock was set back in between: it is the change all the same.
    expect(await vote(prompt, 'b', { learner: ben, at: 900 })).toEqual({ kind: 'counted', counted: 'b', left: 0 });
    expect(await vote(prompt, 'c', { learner: ann })).toEqual({ kind: 'spent', counted: 'b' });
    expect(await tallyAt(prompt)).toEqual({ b: 1 });
    await store().prompts.close(prompt.id, 2_000);
    expect(await vote(prompt, 'a', { learner: ann })).toEqual({ kind: 'closed', counted: 'b' });
    for (const learner of [ann, ben])
      expect(await store().answers.history(learner, course)).toMatchObject([{ times: 1, lastGiven: ['b'] }]);
  });

  test('of accounts that had voted before they were linked the first choice counts, and the next as its change', async () => {
    const prompt = await ask(store(), fresh());
    const [ann, ben] = [learnerId(`${prompt.id}:ann`), learnerId(`${prompt.id}:ben`)];
    await vote(prompt, 'a', { learner: ben, at: 1_200 });
    await vote(prompt, 'b', { learner: ben, at: 1_300 });
    await vote(prompt, 'c', { learner: ann, at: 1_100 });
    expect(await tallyAt(prompt)).toEqual({ b: 1, c: 1 });
    await link(ann, ben);
    expect(await tallyAt(prompt)).toEqual({ a: 1 });
    expect(await vote(prompt, 'c', { learner: ann })).toEqual({ kind: 'spent', counted: 'a' });
    await store().accounts.unlink(ann);
    expect(await tallyAt(prompt)).toEqual({ b: 1, c: 1 });
    await store().accounts.unlink(ben);
    await link(ben, ann);
    await store().prompts.close(prompt.id, 2_000);
    expect(await store().answers.history(ann, course)).toMatchObject([{ times: 1, lastAt: 1_200, lastGiven: ['a'] }]);
  });

  test('a person who presses with two accounts at once is counted once', async () => {
    const prompt = await ask(store(), fresh());
    const both = [learnerId(`${prompt.id}:ann`), learnerId(`${prompt.id}:ben`)] as const;
    await link(...both);
    const pressed = Array.from(
      { length: 10 },
      async (_, nth) => await vote(prompt, `option-${nth}`, { learner: both[nth % 2 === 0 ? 0 : 1] }),
    );
    const kinds = (await Promise.all(pressed)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'counted')).toHaveLength(2);
    expect((await store().prompts.read(prompt.id))?.tally.size).toBe(1);
  });

  test('what a forgotten learner voted is gone, told or not, with all their accounts', async () => {
    const one = fresh();
    const [open, told] = [await ask(store(), one), await ask(store(), one, '2026-11-24')];
    const [ann, ben, eve] = [learnerId(`${open.id}:ann`), learnerId(`${open.id}:ben`), learnerId(`${open.id}:eve`)];
    for (const prompt of [open, told]) {
      await vote(prompt, 'a', { learner: ann });
      await vote(prompt, 'b', { learner: eve });
    }
    await store().prompts.close(told.id, 2_000);
    await link(ann, ben);
    expect((await store().ownData.everythingOf(ben))['vote']).toHaveLength(2);
    await store().ownData.forget(ben);
    expect(await store().ownData.everythingOf(ann)).toEqual({});
    for (const prompt of [open, told]) expect(await tallyAt(prompt)).toEqual({ b: 1 });
    expect(await vote(told, 'a', { learner: ann })).toEqual({ kind: 'closed', counted: null });
    expect(await vote(open, 'a', { learner: ann })).toEqual({ kind: 'counted', counted: 'a', left: 1 });
  });

  test('many who vote at once are all counted', async () => {
    const prompt = await ask(store(), fresh());
    const all = Array.from({ length: 30 }, (_, at) => learnerId(`${prompt.id}:many-${at}`));
    await Promise.all(all.map(async (learner, at) => await vote(prompt, at % 3 === 0 ? 'a' : 'b', { learner })));
    expect((await store().prompts.read(prompt.id))?.tally).toEqual(
      new Map([
        ['a', 10],
        ['b', 20],
      ]),
    );
  });

  test('what a community was asked goes with it, its votes too, and nothing is posted there any more', async () => {
    const [one, other] = [fresh(), fresh()];
    const [mine, theirs] = [await ask(store(), one), await ask(store(), other)];
    const learner = learnerId(`${mine.id}:ann`);
    for (const prompt of [mine, theirs]) await vote(prompt, 'a', { learner });
    await store().ownData.forgetCommunity(one.place.platform, one.place.community);
    expect(await store().calendar.read(one.schedule.id)).toBeNull();
    expect(await store().prompts.read(mine.id)).toBeNull();
    expect(await claimOn(store(), one, 9_000)).toEqual([]);
    await store().calendar.settle(`${mine.id}:ask`, { kind: 'dropped', at: 9_000 });
    expect((await store().ownData.everythingOf(learner))['vote']).toHaveLength(1);
    expect(await tallyAt(theirs)).toEqual({ a: 1 });
    expect(await claimOn(store(), other, 9_000)).toHaveLength(2);
  });

  test('the last ones of a schedule come by date, the latest first', async () => {
    const one = fresh();
    for (const date of ['2026-11-24', '2026-11-26', '2026-11-25']) await ask(store(), one, date);
    const recent = await store().prompts.recent(one.schedule.id, 2);
    expect(recent.map(({ date }) => date)).toEqual(['2026-11-26', '2026-11-25']);
  });

  test('its answer can be wanted earlier, not later, and not once it is told', async () => {
    const one = fresh();
    const { id } = await ask(store(), one);
    await store().calendar.settle(`${id}:ask`, { kind: 'posted', at: 1_000, reference: null });
    expect(await store().prompts.hasten(id, 5_000)).toBe('hastened');
    expect(await store().prompts.read(id)).toMatchObject({ revealAt: 2_000 });
    expect(await store().prompts.hasten(id, 1_300)).toBe('hastened');
    expect(await store().prompts.read(id)).toMatchObject({ revealAt: 1_300 });
    expect(await claimOn(store(), one, 1_299)).toEqual([]);
    expect(await claimOn(store(), one, 1_300)).toMatchObject([{ id: `${id}:reveal` }]);
    await store().prompts.close(id, 1_301);
    expect(await store().prompts.hasten(id, 1_000)).toBe('was-closed');
  });

  test('a channel knows what it was asked, and how those who vote there answered anywhere since then', async () => {
    const one = fresh();
    const prompt = await ask(store(), one);
    const [here, elsewhere] = [learnerId(`${prompt.id}:here`), learnerId(`${prompt.id}:elsewhere`)];
    await vote(prompt, 'right', { learner: here, at: 1_500 });
    const answer = { ...base, given: ['x'], correct: false, at: 1_600 };
    await store().answers.record({ ...answer, learner: here, seed: 1 });
    await store().answers.record({ ...answer, learner: here, seed: 2, concept: conceptId('c2'), correct: true });
    await store().answers.record({ ...answer, learner: here, seed: 3, at: 10 });
    await store().answers.record({ ...answer, learner: elsewhere, seed: 4 });
    await store().prompts.close(prompt.id, 2_000);
    const facts = await store().prompts.channelFacts(one.place, 900);
    expect(facts.asked).toEqual([{ course, quiz: prompt.quiz, at: 1_000 }]);
    expect(facts.concepts.toSorted((a, b) => (a.concept < b.concept ? -1 : 1))).toEqual([
      { course, concept: 'c1', answers: 2, right: 1 },
      { course, concept: 'c2', answers: 1, right: 1 },
    ]);
    expect(await store().prompts.channelFacts({ ...one.place, channel: 'other' }, 0)).toEqual({
      asked: [],
      concepts: [],
    });
    expect((await store().prompts.channelFacts(one.place, 1_001)).asked).toEqual([]);
  });

  test('of a person who votes there, all accounts speak for a channel, each question once, by the first answer', async () => {
    const one = fresh();
    const prompt = await ask(store(), one);
    const [ann, ben, cas] = [
      learnerId(`${prompt.id}:ann`),
      learnerId(`${prompt.id}:ben`),
      learnerId(`${prompt.id}:cas`),
    ];
    const answer = { ...base, given: ['x'], correct: false, at: 1_600 };
    await store().answers.record({ ...answer, learner: ann, seed: 1 });
    await store().answers.record({ ...answer, learner: ben, seed: 1, correct: true, at: 1_500 });
    await store().answers.record({ ...answer, learner: ben, seed: 2 });
    await store().answers.record({ ...answer, learner: ann, seed: 3 });
    await store().answers.record({ ...answer, learner: ben, seed: 3, at: 10 });
    await store().answers.record({ ...answer, learner: cas, seed: 1 });
    await vote(prompt, 'right', { learner: ann, at: 1_550 });
    await vote(prompt, 'right', { learner: cas, at: 1_550 });
    const figures = async () => (await store().prompts.channelFacts(one.place, 900)).concepts;
    expect(await figures()).toEqual([{ course, concept: 'c1', answers: 3, right: 0 }]);
    await link(ann, ben);
    expect(await figures()).toEqual([{ course, concept: 'c1', answers: 3, right: 1 }]);
  });
}
