import { describe, expect, test } from 'vitest';
import { chunkId } from '#core/ids.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { smallCourse, smallLibrary } from '../../../support/library.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';

test('without a course it shows the course as a card with what is only announced', async () => {
  const { last } = testApp();
  const card = await last('lesson');
  expect(card.title).toBe('Async');
  expect(wordsOf(card)).toContain('You will know.');
  expect(wordsOf(card)).toContain('1 (Before)');
  expect(choiceFor(card, 'lesson')).toMatchObject({ label: 'button.begin', args: { course: 'async' } });
});

test('a newcomer to a course is shown its first chunk', async () => {
  const { last } = testApp();
  expect((await last('lesson', { course: 'async' })).title).toBe('Chunk one');
});

test('who comes back goes on where they stopped', async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  await last('next');
  const resumed = await last('lesson', { course: 'async' });
  expect(resumed.title).toBe('Chunk two');
  expect(wordsOf(resumed)).toContain('lesson.welcome-back');
});

test.each([['2'], ['two'], ['CHUNK TWO']])(
  '%s leads to the second chunk, and is the place from then on',
  async (named) => {
    const { last } = testApp();
    expect((await last('lesson', { course: 'async', chunk: named })).title).toBe('Chunk two');
    expect((await last('lesson', { course: 'async' })).title).toBe('Chunk two');
  },
);

test.each([['0'], ['4'], ['-1'], ['nowhere'], ['2.5'], ['']])(
  'chunk %j is refused with what there is',
  async (named) => {
    const { last } = testApp();
    const refused = await last('lesson', { course: 'async', chunk: named });
    expect(refused.tone).toBe('warning');
    expect(wordsOf(refused)).toContain('refusal.unknown-chunk');
  },
);

test('an unknown course is refused with the names of those there are', async () => {
  const { last } = testApp();
  const refused = await last('lesson', { course: 'rust`\n@everyone' });
  expect(wordsOf(refused)).toContain('refusal.unknown-course');
  expect(wordsOf(refused)).toContain('async');
});

test.each(['task', 'Task', 'TASKS', 'a task', 'what is a Task?', '`Task`'])(
  '%s opens the card of that concept and moves nobody',
  async (named) => {
    const { last } = testApp();
    await last('lesson', { course: 'async', chunk: 'one' });
    const card = await last('lesson', { course: 'async', chunk: named });
    expect(card.title).toBe('Task');
    expect(wordsOf(card)).toContain('Task, precisely.');
    expect(choiceFor(card, 'lesson').args).toEqual({ course: 'async', page: 'two' });
    expect((await last('lesson', { course: 'async' })).title).toBe('Chunk one');
  },
);

test('a question behind the command is understood as one', async () => {
  const { last } = testApp();
  expect((await last('lesson', { course: 'what', chunk: 'is a task' })).title).toBe('Task');
  expect((await last('lesson', { course: 'task' })).title).toBe('Task');
});

test('what is mistyped is suggested, never shown', async () => {
  const { last } = testApp();
  const refused = await last('lesson', { course: 'async', chunk: 'tsak' });
  expect(wordsOf(refused)).toContain('refusal.unknown-term');
  expect(choiceFor(refused, 'lesson')).toMatchObject({ label: 'Task', args: { course: 'async', chunk: 'task' } });
  const asked = await last('lesson', { course: 'what', chunk: 'is a tsak' });
  expect(wordsOf(asked)).toContain('refusal.unknown-term');
  expect(choiceFor(asked, 'lesson').label).toBe('Task');
});

test('a page that a button names is that page, though a concept has the same name', async () => {
  const [course] = [smallCourse()];
  const chunks = course.chunks.map((chunk) => (chunk.id === 'three' ? { ...chunk, id: chunkId('task') } : chunk));
  const { last } = testApp({ library: { ...smallLibrary(), courses: [{ ...course, chunks }] } });
  expect((await last('lesson', { course: 'async', page: 'task' })).title).toBe('Chunk three');
  expect((await last('lesson', { course: 'async', chunk: 'task' })).title).toBe('Task');
});

test('the card of the course leads to both tables, which tell the rows that were added', async () => {
  const course = smallCourse();
  const concepts = course.concepts.map((row) => (row.id === 'await' ? { ...row, added: true } : row));
  const { last } = testApp({ library: { ...smallLibrary(), courses: [{ ...course, concepts }] } });
  const shown = choicesOf(await last('lesson')).map(({ args }) => args['show']);
  expect(shown).toEqual([undefined, 'takeaways', 'when']);
  const table = await last('lesson', { course: 'async', show: 'takeaways' });
  expect(table.blocks[0]).toMatchObject({
    kind: 'table',
    rows: [
      [[{ text: 'Task' }], [{ text: 'Scheduled coroutine' }]],
      [[{ text: 'await' }, { text: ' +' }], [{ text: 'Pause and wait' }]],
    ],
  });
  expect(wordsOf(table)).toContain('tables.legend');
  expect(wordsOf(await last('lesson', { course: 'async', show: 'when' }))).not.toContain('tables.legend');
});

test('the card of the course tells how much of each chapter was read', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('lesson'))).toContain('lesson.chapter-line {\\"count\\":3}');
  await last('lesson', { course: 'async' });
  await last('next');
  expect(wordsOf(await last('lesson'))).toContain('lesson.chapter-read {\\"done\\":1,\\"count\\":3}');
  for (const _ of [1, 2]) await last('next');
  expect(wordsOf(await last('lesson'))).toContain('✓');
});

describe('a page that asks for something', () => {
  const since = { major: 3, minor: 13 };
  const asking = (course = smallCourse()) => {
    const chunks = course.chunks.map((chunk) =>
      chunk.id === 'two' ? { ...chunk, since, requires: [chunkId('one')] } : chunk,
    );
    return { ...smallLibrary(), courses: [{ ...course, chunks }] };
  };
  const runner = (minor: number) => ({ ...createScriptedRunner({}), python: async () => ({ major: 3, minor }) });
  const page = { course: 'async', chunk: '2' };

  test('says so and offers no Run where the Python here is too old, and /run says so too', async () => {
    const { last } = testApp({ library: asking(), runner: runner(11) });
    const shown = await last('lesson', page);
    expect(wordsOf(shown)).toContain('lesson.too-new {\\"version\\":\\"3.13\\",\\"here\\":\\"3.11\\"}');
    expect(choicesOf(shown).map(({ command }) => command)).not.toContain('run');
    expect(shown.blocks.map(({ kind }) => kind)).not.toContain('ask');
    expect(wordsOf(await last('run'))).toContain('refusal.too-new');
  });

  test('is run where the Python is new enough', async () => {
    const { last } = testApp({ library: asking(), runner: runner(13) });
    const shown = await last('lesson', page);
    expect(wordsOf(shown)).toContain('lesson.since');
    expect(choicesOf(shown).map(({ command }) => command)).toContain('run');
  });

  test('names what it builds on to whoever has not read that, and to nobody else', async () => {
    const { last } = testApp({ library: asking(), runner: runner(13) });
    expect(wordsOf(await last('lesson', page))).toContain('lesson.builds-on');
    await last('lesson', { course: 'async', chunk: '1' });
    expect(wordsOf(await last('next'))).not.toContain('lesson.builds-on');
  });
});

test('a place whose chunk was taken out of the course begins the course anew', async () => {
  const before = testApp();
  await before.last('lesson', { course: 'async', chunk: 'three' });
  const course = smallCourse();
  const shorter = { ...course, chunks: course.chunks.slice(0, 2) };
  const after = testApp({ store: before.store, library: { ...smallLibrary(), courses: [shorter] } });
  expect((await after.last('lesson', { course: 'async' })).title).toBe('Chunk one');
  expect((await after.last('next')).title).toBe('Chunk two');
});
