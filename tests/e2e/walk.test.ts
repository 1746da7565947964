import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isTooNew } from '#core/course/circumstances.ts';
import type { View } from '#core/view.ts';
import type { Language } from '#core/words.ts';
import { choicesOf, wordsOf } from '../support/app.ts';
import type { Classroom } from '../support/walk/classroom.ts';
import { openClassroom } from '../support/walk/classroom.ts';
import { answerMany, doorsIn, inTurn, practise, readOn, runAll } from '../support/walk/tour.ts';
import type { Walker } from '../support/walk/walker.ts';
import { newWalker } from '../support/walk/walker.ts';

/**
 * A learner goes through all of the lesson that is shipped, with the real store, sandbox and grader, by the buttons and
 * forms that the replies offer. Each reply is looked at: it has a way on, is no apology, has all of its words, and fits 40
 * and 80 columns.
 */

let room: Classroom;

beforeAll(async () => {
  room = await openClassroom();
});

afterAll(async () => {
  await room[Symbol.asyncDispose]();
  expect(room.troubles).toEqual([]);
});

/** Generous: it takes a tenth of that on an idle machine. */
const patient = { timeout: 240_000 };

const commandsUnder = (view: View | undefined): readonly string[] =>
  view === undefined ? [] : choicesOf(view).map(({ command }) => command);

describe('in English, everything', () => {
  let ada: Walker;
  let pages: readonly View[];

  beforeAll(async () => {
    ada = newWalker(room.app, 'ada', 'en-GB');
    pages = await readOn(ada, room.course.chunks.length);
  });

  test('Next leads through every page to the closing card', () => {
    expect(pages.slice(0, -1).map(({ title }) => title)).toEqual(room.course.chunks.map(({ title }) => title.en));
    expect(pages.at(-1)?.title).toBe(room.library.speak('en')('lesson.end-title'));
    const ways = commandsUnder(pages.at(-1));
    expect(ways).toEqual(expect.arrayContaining(['exercise', 'quiz', 'progress', 'lesson', 'reading']));
    expect(ada.faults).toEqual([]);
  });

  test('every example runs, and leads on', patient, async () => {
    const results = await runAll(ada, pages);
    const runnable = room.course.chunks.filter((chunk) => !isTooNew(chunk, room.python));
    expect(results).toHaveLength(runnable.flatMap(({ examples }) => examples).length);
    expect(results.filter((view) => !commandsUnder(view).includes('next'))).toEqual([]);
    expect(ada.faults).toEqual([]);
  });

  test('every question is answered wrong, comes back, and is answered right', patient, async () => {
    const asked = room.course.quizzes.filter((quiz) => !isTooNew(quiz, room.python)).map(({ id }) => id);
    // More than twice: what was wrong comes back in another form first, where there is one, and each behind another.
    const rounds = await answerMany(room.course, ada, Math.ceil(asked.length * 2.4));
    for (const wanted of ['wrong', 'right']) {
      const answered = new Set<string>(rounds.filter((round) => round.wanted === wanted).map(({ quiz }) => quiz));
      expect(asked.filter((id) => !answered.has(id))).toEqual([]);
    }
    const unlike = rounds.filter(({ told, wanted }) => (told.tone === 'praise') !== (wanted === 'right'));
    expect(unlike.map(({ quiz, told }) => `${quiz}: ${told.title}`)).toEqual([]);
    expect(ada.faults).toEqual([]);
  });

  test('every exercise is begun, failed, hinted at and passed', patient, async () => {
    const practised = await inTurn(room.course.exercises, async (exercise) => await practise(ada, exercise));
    expect(practised.map(({ failed }) => failed.tone)).toEqual(practised.map(() => 'warning'));
    expect(practised.map(({ passed }) => passed.tone)).toEqual(practised.map(() => 'praise'));
    expect(practised.map(({ hints }) => hints.length)).toEqual(
      room.course.exercises.map(({ hints }) => hints.en.length),
    );
    expect(ada.faults).toEqual([]);
  });

  test('every term has its card, by its name and by a question', async () => {
    for (const { id, term } of room.course.concepts) {
      expect((await ada.ask('lesson', { course: 'async', chunk: id })).title).toBe(term.en);
      expect((await ada.ask('ask', { said: `what is ${term.en}?` })).title).toBe(term.en);
    }
    expect(ada.faults).toEqual([]);
  });

  test('overview, tables, reading list, help and progress are there, and know what was done', async () => {
    const overview = await ada.ask('lesson');
    await inTurn(doorsIn([overview, await ada.ask('reading'), await ada.ask('help')]), ada.press);
    const progress = wordsOf(await ada.ask('progress'));
    const { chunks, exercises } = room.course;
    expect(progress).toContain(`"done":${chunks.length},"of":${chunks.length}`);
    expect(progress).toContain(`"done":${exercises.length},"of":${exercises.length}`);
    expect(ada.faults).toEqual([]);
  });

  test('every door that any reply offered opens', patient, async () => {
    await inTurn(doorsIn(ada.seen), ada.press);
    expect(ada.faults).toEqual([]);
  });
});

describe('in Chinese, one of each kind', () => {
  const language: Language = 'zh';

  test(
    'pages, runs, questions, exercises and tables speak Chinese around what is not translated yet',
    patient,
    async () => {
      const mei = newWalker(room.app, 'mei', 'zh-CN');
      const pages = await readOn(mei, 12);
      await runAll(mei, pages.slice(0, 4));
      await answerMany(room.course, mei, 24);
      await inTurn(room.course.exercises.slice(0, 1), async (exercise) => await practise(mei, exercise));
      for (const { id, term } of room.course.concepts) {
        expect((await mei.ask('lesson', { course: 'async', chunk: id })).title).toBe(term[language] ?? term.en);
      }
      const others = [
        await mei.ask('lesson'),
        await mei.ask('reading'),
        await mei.ask('help'),
        await mei.ask('progress'),
      ];
      await inTurn(doorsIn(others), mei.press);
      expect(mei.faults).toEqual([]);
      expect(mei.seen.filter((view) => !/\p{Script=Han}/u.test(wordsOf(view))).map(({ title }) => title)).toEqual([]);
    },
  );
});
