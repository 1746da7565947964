import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chunkId,
  conceptId,
  courseId,
  exerciseId,
  learnerId,
  misconceptionId,
  quizId,
  requestId,
  type LearnerId,
} from '#core/ids.ts';
import type { Class, Task } from '#core/ports/class-store.ts';
import type { Answer, Store } from '#core/ports/store.ts';

let made = 0;
const newLearner = () => learnerId(`test:pupil-${(made += 1)}`);
const newClass = (): Class => ({ platform: 'test', community: `class-${(made += 1)}` });

const course = courseId('async-python');
const [gather, task] = [conceptId('gather'), conceptId('task')];
const [cancels, parallel] = [misconceptionId('cancels'), misconceptionId('parallel')];
const answer = (learner: LearnerId, more: Partial<Answer> = {}): Answer => ({
  learner,
  course,
  quiz: quizId('q'),
  concept: gather,
  seed: (made += 1),
  given: ['a'],
  correct: true,
  at: 1_000,
  bearing: { held: [], refuted: [] },
  ...more,
});
const holds = { held: [cancels], refuted: [] };
const refutes = { held: [], refuted: [cancels] };

/** The promises about classes; part of those of the Store port. */
export function classPromises(store: () => Store): void {
  describe('members', () => {
    memberPromises(store);
  });
  describe('figures', () => {
    figurePromises(store);
  });
  describe('teachers', () => {
    teacherPromises(store);
  });
  describe('assignments', () => {
    assignmentPromises(store);
  });
  describe('contests', () => {
    contestPromises(store);
  });
  describe('reports of questions', () => {
    reportPromises(store);
  });
  describe('the audit log', () => {
    auditPromises(store);
  });
}

function memberPromises(store: () => Store): void {
  const counts = async (of: Class, since = 0) => {
    const { members, active } = await store().classes.figures(of, course, since);
    return { members, active };
  };

  test('who is seen in a class is its member from then on, once', async () => {
    const [of, other, learner] = [newClass(), newClass(), newLearner()];
    expect(await counts(of)).toEqual({ members: 0, active: 0 });
    await store().classes.seen(learner, of, 1_000);
    await store().classes.seen(learner, of, 2_000);
    expect(await counts(of)).toEqual({ members: 1, active: 1 });
    expect(await counts(other)).toEqual({ members: 0, active: 0 });
    expect(await counts({ ...of, platform: 'another' })).toEqual({ members: 0, active: 0 });
  });

  test('who learns by themselves is active in their classes, and in no other', async () => {
    const [of, learner, hour] = [newClass(), newLearner(), 3_600_000];
    await store().classes.seen(learner, null, 0);
    await store().classes.seen(learner, of, hour);
    expect(await counts(of, 2 * hour)).toEqual({ members: 1, active: 0 });
    await store().classes.seen(learner, null, 3 * hour);
    expect(await counts(of, 2 * hour)).toEqual({ members: 1, active: 1 });
  });

  test('a clock that steps back takes no activity away', async () => {
    const [of, learner, hour] = [newClass(), newLearner(), 3_600_000];
    await store().classes.seen(learner, of, 5 * hour);
    await store().classes.seen(learner, of, hour);
    expect(await counts(of, 4 * hour)).toEqual({ members: 1, active: 1 });
  });
}

function figurePromises(store: () => Store): void {
  const figures = async (of: Class) => {
    const { beliefs, concepts } = await store().classes.figures(of, course, 0);
    return { beliefs, concepts };
  };

  test('the last answer that speaks of a belief or concept decides', async () => {
    const [of, learner] = [newClass(), newLearner()];
    await store().classes.seen(learner, of, 1);
    await store().answers.record(answer(learner, { correct: false, bearing: holds }));
    expect(await figures(of)).toEqual({
      beliefs: [{ misconception: cancels, asked: 1, held: 1 }],
      concepts: [{ concept: gather, asked: 1, right: 0 }],
    });
    await store().answers.record(answer(learner, { bearing: refutes, at: 1 }));
    expect(await figures(of)).toEqual({
      beliefs: [{ misconception: cancels, asked: 1, held: 0 }],
      concepts: [{ concept: gather, asked: 1, right: 1 }],
    });
  });

  test('an answer that does not count says nothing, nor does another course', async () => {
    const [of, learner] = [newClass(), newLearner()];
    await store().classes.seen(learner, of, 1);
    const first = answer(learner, { bearing: refutes });
    await store().answers.record(first);
    await store().answers.record({ ...first, correct: false, bearing: holds });
    await store().answers.record(answer(learner, { course: courseId('typing'), correct: false, bearing: holds }));
    expect(await figures(of)).toEqual({
      beliefs: [{ misconception: cancels, asked: 1, held: 0 }],
      concepts: [{ concept: gather, asked: 1, right: 1 }],
    });
  });

  test('who comes brings what they know, and counts in each of their classes', async () => {
    const [of, other, learner] = [newClass(), newClass(), newLearner()];
    await store().answers.record(answer(learner, { correct: false, bearing: holds }));
    await store().classes.seen(learner, of, 1);
    await store().classes.seen(learner, other, 1);
    expect(await figures(of)).toEqual(await figures(other));
    await store().answers.record(answer(learner, { bearing: refutes }));
    expect((await figures(other)).beliefs).toEqual([{ misconception: cancels, asked: 1, held: 0 }]);
    expect(await figures(of)).toEqual(await figures(other));
  });

  test('who is forgotten leaves nothing in any figure', async () => {
    const [of, other, gone, stays] = [newClass(), newClass(), newLearner(), newLearner()];
    for (const where of [of, other]) await store().classes.seen(gone, where, 1);
    await store().classes.seen(stays, of, 1);
    for (const learner of [gone, stays])
      await store().answers.record(
        answer(learner, { correct: false, bearing: { held: [cancels, parallel], refuted: [] } }),
      );
    await store().classes.forget(gone);
    expect(await store().classes.figures(other, course, 0)).toEqual({
      members: 0,
      active: 0,
      beliefs: [],
      concepts: [],
    });
    expect((await figures(of)).beliefs).toEqual([
      { misconception: cancels, asked: 1, held: 1 },
      { misconception: parallel, asked: 1, held: 1 },
    ]);
    expect((await store().classes.roster(of, course)).map(({ learner }) => learner)).toEqual([stays]);
  });

  test('figures are what one counts from the raw facts, whoever comes, answers and goes when', async () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('seen' as const), who: fc.nat({ max: 3 }), where: fc.nat({ max: 1 }) }),
      fc.record({
        kind: fc.constant('answers' as const),
        who: fc.nat({ max: 3 }),
        concept: fc.constantFrom(gather, task),
        correct: fc.boolean(),
        held: fc.subarray([cancels, parallel]),
        refuted: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('goes' as const), who: fc.nat({ max: 3 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const learners = Array.from({ length: 4 }, newLearner);
        const classes = [newClass(), newClass()];
        const at = (who: number) => learners[who] ?? newLearner();
        const kept: { who: number; subject: string; good: boolean }[] = [];
        const members = [new Set<number>(), new Set<number>()];
        for (const each of acts) {
          const learner = at(each.who);
          if (each.kind === 'seen') {
            await store().classes.seen(learner, classes[each.where] ?? newClass(), 1);
            members[each.where]?.add(each.who);
          } else if (each.kind === 'goes') {
            await store().classes.forget(learner);
            for (const all of members) all.delete(each.who);
            kept.splice(0, kept.length, ...kept.filter(({ who }) => who !== each.who));
          } else {
            const refuted = each.refuted ? [cancels, parallel].filter((one) => !each.held.includes(one)) : [];
            const bearing = { held: each.held, refuted };
            await store().answers.record(answer(learner, { concept: each.concept, correct: each.correct, bearing }));
            kept.push({ who: each.who, subject: each.concept, good: each.correct });
            kept.push(...each.held.map((subject) => ({ who: each.who, subject, good: false })));
            kept.push(...refuted.map((subject) => ({ who: each.who, subject, good: true })));
          }
        }
        for (const [place, of] of classes.entries()) {
          const mine = [...(members[place] ?? [])];
          const tally = (subject: string) => {
            const last = mine.map((who) => kept.findLast((one) => one.who === who && one.subject === subject));
            const said = last.filter((one) => one !== undefined);
            return { asked: said.length, good: said.filter(({ good }) => good).length };
          };
          const found = await store().classes.figures(of, course, 0);
          expect(found.members).toBe(mine.length);
          expect(found.beliefs).toEqual(
            [cancels, parallel]
              .map((misconception) => ({ misconception, tallied: tally(misconception) }))
              .filter(({ tallied }) => tallied.asked > 0)
              .map(({ misconception, tallied: { asked, good } }) => ({ misconception, asked, held: asked - good })),
          );
          expect(found.concepts).toEqual(
            [gather, task]
              .map((concept) => ({ concept, tallied: tally(concept) }))
              .filter(({ tallied }) => tallied.asked > 0)
              .map(({ concept, tallied: { asked, good } }) => ({ concept, asked, right: good })),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the roster says of each member what is counted of them', async () => {
    const [of, one, other] = [newClass(), newLearner(), newLearner()];
    await store().classes.seen(one, of, 1_000);
    await store().classes.seen(other, of, 2_000);
    await store().answers.record(answer(one, { correct: false, bearing: holds }));
    await store().answers.record(answer(one, { concept: task, bearing: { held: [], refuted: [parallel] } }));
    expect(await store().classes.roster(of, course)).toEqual([
      {
        learner: one,
        firstSeen: 1_000,
        lastSeen: 1_000,
        answers: 2,
        rightAnswers: 1,
        right: [task],
        wrong: [gather],
        holds: [cancels],
      },
      {
        learner: other,
        firstSeen: 2_000,
        lastSeen: 2_000,
        answers: 0,
        rightAnswers: 0,
        right: [],
        wrong: [],
        holds: [],
      },
    ]);
  });
}

function teacherPromises(store: () => Store): void {
  test('teachers are those appointed and not dismissed, in their class alone', async () => {
    const [of, other] = [newClass(), newClass()];
    const [ann, bob, by] = [newLearner(), newLearner(), newLearner()];
    expect(await store().classes.teachers(of)).toEqual([]);
    expect(await store().classes.appoint({ ...of, learner: bob, by, at: 1 })).toBe('appointed');
    expect(await store().classes.appoint({ ...of, learner: ann, by, at: 2 })).toBe('appointed');
    expect(await store().classes.appoint({ ...of, learner: ann, by, at: 3 })).toBe('again');
    expect(await store().classes.teachers(of)).toEqual([bob, ann]);
    expect(await store().classes.teachers(other)).toEqual([]);
    expect(await store().classes.dismiss(other, bob)).toBe('was-none');
    expect(await store().classes.dismiss(of, bob)).toBe('dismissed');
    expect(await store().classes.dismiss(of, bob)).toBe('was-none');
    expect(await store().classes.teachers(of)).toEqual([ann]);
  });
}

function assignmentPromises(store: () => Store): void {
  const page = (of: Class): Task => ({ ...of, course, item: { kind: 'chunk', chunk: chunkId('a') } });
  const retry = (of: Class): Task => ({ ...of, course, item: { kind: 'exercise', exercise: exerciseId('retry') } });
  const by = learnerId('test:teacher');

  test('what is assigned is to be done by its time, which can be moved', async () => {
    const [of, learner] = [newClass(), newLearner()];
    expect(await store().assignments.of(learner, of)).toEqual([]);
    expect(await store().assignments.assign({ ...retry(of), due: '2026-12-05T18:00', by, at: 1 })).toBe('assigned');
    expect(await store().assignments.assign({ ...page(of), due: '2026-12-03T18:00', by, at: 1 })).toBe('assigned');
    expect(await store().assignments.of(learner, of)).toEqual([
      { ...page(of), due: '2026-12-03T18:00', isDone: false },
      { ...retry(of), due: '2026-12-05T18:00', isDone: false },
    ]);
    expect(await store().assignments.assign({ ...retry(of), due: '2026-12-01T18:00', by, at: 2 })).toBe('moved');
    expect((await store().assignments.of(learner, of)).map(({ due }) => due)).toEqual([
      '2026-12-01T18:00',
      '2026-12-03T18:00',
    ]);
    expect(await store().assignments.of(learner, newClass())).toEqual([]);
  });

  test('who is given more time has it, and nobody else; what is not assigned gets none', async () => {
    const [of, learner, other] = [newClass(), newLearner(), newLearner()];
    const more = { ...retry(of), learner, due: '2026-12-09T18:00' };
    expect(await store().assignments.extend(more)).toBe('none');
    await store().assignments.assign({ ...retry(of), due: '2026-12-05T18:00', by, at: 1 });
    expect(await store().assignments.extend(more)).toBe('extended');
    expect((await store().assignments.of(learner, of)).map(({ due }) => due)).toEqual(['2026-12-09T18:00']);
    expect((await store().assignments.of(other, of)).map(({ due }) => due)).toEqual(['2026-12-05T18:00']);
    await store().assignments.assign({ ...retry(of), due: '2026-12-12T18:00', by, at: 1 });
    expect((await store().assignments.of(learner, of)).map(({ due }) => due)).toEqual(['2026-12-12T18:00']);
    expect(await store().assignments.withdraw(retry(of))).toBe('withdrawn');
    expect(await store().assignments.withdraw(retry(of))).toBe('none');
    expect(await store().assignments.of(learner, of)).toEqual([]);
    await store().assignments.assign({ ...retry(of), due: '2026-12-05T18:00', by, at: 1 });
    expect((await store().assignments.of(learner, of)).map(({ due }) => due)).toEqual(['2026-12-05T18:00']);
  });

  test('a page is done when it is read, an exercise when it is passed, by members', async () => {
    const [of, ann, bob, stranger] = [newClass(), newLearner(), newLearner(), newLearner()];
    await store().assignments.assign({ ...page(of), due: '2026-12-01T18:00', by, at: 1 });
    await store().assignments.assign({ ...retry(of), due: '2026-12-02T18:00', by, at: 1 });
    await store().classes.seen(bob, of, 1);
    await store().classes.seen(ann, of, 2);
    for (const learner of [ann, stranger]) {
      const move = { learner, course, from: chunkId('a'), to: chunkId('b'), at: 1 };
      await store().progress.savePosition({ ...move, read: true });
    }
    const attempt = { course, exercise: exerciseId('retry'), code: 'x', failing: null, hints: 0, at: 1 };
    for (const [learner, verdict] of [
      [ann, 'passed'],
      [bob, 'failed'],
      [bob, 'passed'],
    ] as const)
      await store().exercises.record({ ...attempt, learner, request: requestId(`r${(made += 1)}`), verdict });
    expect((await store().assignments.overview(of)).map(({ members, done }) => ({ members, done }))).toEqual([
      { members: 2, done: [ann] },
      { members: 2, done: [bob, ann] },
    ]);
    expect((await store().assignments.of(bob, of)).map(({ isDone }) => isDone)).toEqual([false, true]);
  });
}

function contestPromises(store: () => Store): void {
  test('a class has no goal and no leaderboard until it is given them', async () => {
    const of = newClass();
    expect(await store().contests.settings(of)).toEqual({ leaderboard: 'off', goal: null });
    await store().contests.change(of, { leaderboard: 'on' });
    await store().contests.change(of, { goal: { concepts: 4, percent: 80 } });
    expect(await store().contests.settings(of)).toEqual({ leaderboard: 'on', goal: { concepts: 4, percent: 80 } });
    await store().contests.change(of, { leaderboard: 'off', goal: null });
    expect(await store().contests.settings(of)).toEqual({ leaderboard: 'off', goal: null });
    expect(await store().contests.settings(newClass())).toEqual({ leaderboard: 'off', goal: null });
  });

  test('right answers are counted of those who want to be seen, in the two spans', async () => {
    const [of, ann, bob, cy] = [newClass(), newLearner(), newLearner(), newLearner()];
    for (const learner of [ann, bob, cy]) await store().classes.seen(learner, of, 1);
    await store().contests.compete(ann, of, 'Ann');
    await store().contests.compete(cy, of, 'Cy');
    for (const at of [99, 100, 199, 200, 299, 300]) {
      await store().answers.record(answer(ann, { at }));
      await store().answers.record(answer(ann, { at, correct: false }));
      await store().answers.record(answer(bob, { at }));
    }
    const spans = { before: 100, since: 200, until: 300 };
    expect(await store().contests.rights(of, spans)).toEqual([
      { learner: ann, name: 'Ann', before: 2, since: 2 },
      { learner: cy, name: 'Cy', before: 0, since: 0 },
    ]);
    await store().contests.compete(ann, of, null);
    expect((await store().contests.rights(of, spans)).map(({ name }) => name)).toEqual(['Cy']);
  });
}

function reportPromises(store: () => Store): void {
  const question = { course, quiz: quizId('gather'), seed: 7 };
  const limit = { since: 0, most: 3 };

  test('reports are counted by question, each learner once, until they are settled', async () => {
    const of = newClass();
    const learners = Array.from({ length: 5 }, newLearner);
    for (const [at, learner] of learners.entries()) {
      const report = { ...of, ...question, learner, reason: `reason ${at}`, at };
      expect(await store().questionReports.report(report, limit)).toBe('reported');
      expect(await store().questionReports.report({ ...report, reason: 'another' }, limit)).toBe('again');
    }
    const [first] = learners;
    const other = { ...of, ...question, quiz: quizId('await'), learner: first ?? newLearner(), reason: 'odd', at: 9 };
    await store().questionReports.report(other, limit);
    expect(await store().questionReports.open(of)).toEqual([
      { ...question, count: 5, reasons: ['reason 4', 'reason 3', 'reason 2'] },
      { ...question, quiz: 'await', count: 1, reasons: ['odd'] },
    ]);
    expect(await store().questionReports.open(newClass())).toEqual([]);
    expect(await store().questionReports.settle(of, question)).toBe(5);
    expect(await store().questionReports.settle(of, question)).toBe(0);
    expect((await store().questionReports.open(of)).map(({ quiz }) => quiz)).toEqual(['await']);
  });

  test('nobody reports more than so many questions in a while', async () => {
    const [of, learner] = [newClass(), newLearner()];
    const report = (nth: number, at: number) => ({
      ...of,
      ...question,
      quiz: quizId(`q${nth}`),
      learner,
      reason: 'odd',
      at,
    });
    const outcomes = [];
    for (const nth of [1, 2, 3, 4])
      outcomes.push(await store().questionReports.report(report(nth, 100), { since: 50, most: 3 }));
    expect(outcomes).toEqual(['reported', 'reported', 'reported', 'too-many']);
    expect(await store().questionReports.report(report(4, 200), { since: 150, most: 3 })).toBe('reported');
  });
}

function auditPromises(store: () => Store): void {
  test('what was done is told in the order in which it was done, the newest first, whatever the clock says', async () => {
    const [of, who] = [newClass(), newLearner()];
    const entry = (act: string, at: number) => ({
      ...of,
      who,
      act,
      about: "'; drop table audit; --",
      channel: null,
      at,
    });
    for (const [act, at] of [
      ['assign', 3],
      ['goal', 1],
      ['daily set', 2],
    ] as const)
      await store().audit.write(entry(act, at));
    expect(await store().audit.last(of, 2)).toEqual([entry('daily set', 2), entry('goal', 1)]);
    expect(await store().audit.last(newClass(), 2)).toEqual([]);
  });

  test('of acts at once none is lost', async () => {
    const [of, who] = [newClass(), newLearner()];
    await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        store().audit.write({ ...of, who, act: `act ${nth}`, about: '', channel: 'c', at: nth }),
      ),
    );
    expect(new Set((await store().audit.last(of, 50)).map(({ act }) => act)).size).toBe(20);
  });
}
