import { describe, expect, test } from 'vitest';
import { learnerId, requestId } from '#core/ids.ts';
import type { Attempt } from '#core/ports/store.ts';
import type { View } from '#core/view.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { grades, solutions } from '../../../support/exercises.ts';
import { smallCourse, smallLibrary } from '../../../support/library.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { createScriptedGrader, stoppingBoth } from '../../../support/scripted-grader.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';

const double = { exercise: 'double' } as const;
const send = (code: string) => ({ ...double, code });

function formIn(view: View) {
  const form = view.blocks.flatMap((block) => (block.kind === 'ask' ? [block.ask] : []))[0];
  if (form === undefined) throw new Error(`expected a form in ${wordsOf(view)}`);
  return form;
}

const itemsOf = (view: View) =>
  view.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map((item) => item.map(({ text }) => text).join('')) : [],
  );

describe('the list', () => {
  test('each exercise is there with its concept and how the learner stands, and opens by a button', async () => {
    const { last } = testApp();
    const view = await last('exercise');
    expect(itemsOf(view)).toEqual(['Twice as much · Task · exercise.new', 'Greet all at once · await · exercise.new']);
    expect(choicesOf(view)).toMatchObject([
      { label: 'Twice as much', weight: 'primary', command: 'exercise', args: { course: 'async', exercise: 'double' } },
      { label: 'Greet all at once', weight: 'secondary', args: { exercise: 'greet-all' } },
    ]);
  });

  test('it follows what the learner does, and suggests what is not passed yet', async () => {
    const { last } = testApp();
    const standing = async () => itemsOf(await last('exercise'))[0];
    await last('exercise', double);
    expect(await standing()).toContain('exercise.begun');
    await last('exercise', send(solutions.early));
    await last('exercise', send(solutions.early));
    await last('exercise', send(solutions.misspelt));
    expect(await standing()).toContain('exercise.tried {"count":2}');
    await last('exercise', send(solutions.right));
    expect(await standing()).toContain('exercise.passed');
    expect(choicesOf(await last('exercise'))).toMatchObject([{ weight: 'secondary' }, { weight: 'primary' }]);
  });

  test('a course without exercises says so, and leads back to the pages', async () => {
    const library = { ...smallLibrary(), courses: [{ ...smallCourse(), exercises: [] }] };
    const view = await testApp({ library }).last('exercise');
    expect(wordsOf(view)).toContain('refusal.no-exercises');
    expect(choiceFor(view, 'lesson').args).toEqual({ course: 'async' });
  });
});

describe('the task', () => {
  test('it shows what to write and what to begin from, with a form that opens with the starter', async () => {
    const view = await testApp().last('exercise', { exercise: 'Twice as MUCH' });
    expect(view.title).toBe('Twice as much');
    expect(wordsOf(view)).toContain('twice the number');
    expect(view.blocks).toContainEqual({
      kind: 'code',
      language: 'python',
      text: 'async def double(number):\n    return 0\n',
    });
    expect(formIn(view)).toMatchObject({
      command: 'exercise',
      args: { course: 'async', exercise: 'double' },
      fields: [{ kind: 'code', name: 'code', initial: 'async def double(number):\n    return 0\n' }],
    });
    expect(choiceFor(view, 'hint').args).toEqual({ course: 'async', exercise: 'double', nth: '1' });
    expect(choiceFor(view, 'lesson').args).toEqual({ course: 'async', page: 'two' });
  });

  test('what only the grader may know is nowhere in it', async () => {
    const { last } = testApp();
    for (const args of [{}, double, send(solutions.early), send(solutions.right)])
      expect(wordsOf(await last('exercise', args))).not.toContain('from grading import');
  });

  test('the starter runs, and leads back to the task', async () => {
    const { last } = testApp({ runner: createScriptedRunner({}) });
    const { args } = choiceFor(await last('exercise', double), 'run');
    const view = await last('run', args);
    expect(wordsOf(view)).toContain('async def double(number)');
    expect(choiceFor(view, 'exercise').args).toEqual({ course: 'async', exercise: 'double' });
  });

  test('an exercise that is not there is refused, with those that are', async () => {
    const view = await testApp().last('exercise', { exercise: 'dubble' });
    expect(wordsOf(view)).toContain('refusal.unknown-exercise');
    expect(wordsOf(view)).toContain('greet-all');
    expect(choiceFor(view, 'exercise').args).toEqual({ course: 'async' });
  });
});

describe('a solution', () => {
  test('it waits in line, is checked, and passes, with what it has shown and the next exercise', async () => {
    const grader = createScriptedGrader(grades);
    const { ask } = testApp({ grader });
    const views = await ask('exercise', send(`Here:\n\`\`\`python\n${solutions.right}\`\`\``));
    expect(views.map(({ stage }) => stage)).toEqual(['passing', 'passing', 'final']);
    expect(views.slice(0, 2).map(({ title }) => title)).toEqual(['run.queued-title', 'exercise.checking']);
    expect(grader.jobs).toMatchObject([{ code: solutions.right, tests: expect.stringContaining('learner.double') }]);
    const [passed] = views.slice(-1);
    expect(passed?.tone).toBe('praise');
    expect(passed && itemsOf(passed)[0]).toBe('✓ gives twice the number');
    expect(passed?.blocks).toContainEqual({ kind: 'progress', label: 'progress.exercises', done: 1, of: 2 });
    expect(passed && choicesOf(passed)[0]).toMatchObject({ weight: 'primary', args: { exercise: 'greet-all' } });
  });

  test('the first behaviour that does not hold comes first, in words, and then all of them', async () => {
    const view = await testApp().last('exercise', send(solutions.early));
    expect(view.blocks.slice(0, 3)).toEqual([
      { kind: 'prose', spans: [{ kind: 'text', text: 'exercise.look-first' }] },
      {
        kind: 'prose',
        spans: [
          { kind: 'strong', text: 'takes one second of ' },
          { kind: 'code', text: 'asyncio.sleep' },
          { kind: 'strong', text: ', *no* more' },
        ],
      },
      {
        kind: 'prose',
        spans: [
          { kind: 'text', text: 'It came back after 0 s, where ' },
          { kind: 'code', text: '2**1' },
          { kind: 'text', text: ' second was expected.' },
        ],
      },
    ]);
    expect(wordsOf(view)).toContain('exercise.hold {\\"right\\":2,\\"all\\":3}');
    expect(itemsOf(view).map((item) => item.slice(0, 1))).toEqual(['✓', '✗', '✓']);
  });

  test.each([
    [24, 3, ['✗ 1', '✗ 2', '✗ 3', '✓ others 21']],
    [24, 12, ['✗ 1', '✗ 2', '✗ 3', '✗ 4', '✗ 5', '✗ 6', '✗ 7', '✗ 8', '✗ more 4', '✓ others 12']],
    [11, 11, ['✗ 1', '✗ 2', '✗ 3', '✗ 4', '✗ 5', '✗ 6', '✗ 7', '✗ 8', '✗ more 3']],
    [3, 1, ['✗ 1', '✓ 2', '✓ 3']],
  ])('of %i behaviours, %i of which do not hold, a phone shows what matters', async (all, failing, lines) => {
    const tests = Array.from({ length: all }, (_, at) => ({
      name: String(at + 1),
      passed: at >= failing,
      message: '',
    }));
    const grader = createScriptedGrader({ 'x\n': { kind: 'failed', tests } });
    const items = itemsOf(await testApp({ grader }).last('exercise', send('x')));
    const short = items.map((item) =>
      item.replace(/exercise\.holds\S* · (?:exercise\.)?/u, '').replace(/\{"count":(\d+)\}/u, '$1'),
    );
    expect(short).toEqual(lines);
  });

  test('a solution that passes very many shows the first of them', async () => {
    const tests = Array.from({ length: 24 }, (_, at) => ({ name: String(at + 1), passed: true, message: '' }));
    const grader = createScriptedGrader({ 'x\n': { kind: 'passed', tests } });
    const items = itemsOf(await testApp({ grader }).last('exercise', send('x')));
    expect(items).toHaveLength(10);
    expect(items.slice(-2)).toEqual(['✓ 9', '✓ exercise.more {"count":15}']);
  });

  test('the form carries on from what was sent, and the task is one press away', async () => {
    const view = await testApp().last('exercise', send(solutions.early));
    expect(formIn(view)).toMatchObject({ command: 'exercise', fields: [{ initial: solutions.early }] });
    expect(choiceFor(view, 'exercise').args).toEqual({ course: 'async', exercise: 'double' });
  });

  test('what could not be tried says where, and what ended it says why', async () => {
    const { last } = testApp();
    const misspelt = await last('exercise', send(solutions.misspelt));
    expect(wordsOf(misspelt)).toContain('exercise.error-line {\\"line\\":1}');
    expect(wordsOf(misspelt)).toContain('A colon is missing');
    expect(wordsOf(await last('exercise', send(solutions.stuck)))).toContain('exercise.deadlocked');
  });

  test('an error that we know is said in plain words too', async () => {
    const message = "SyntaxError: 'await' outside function";
    const grader = createScriptedGrader({ 'x = 1\nawait x\n': { kind: 'error', line: 2, message } });
    const view = await testApp({ grader }).last('exercise', send('x = 1\nawait x\n'));
    expect(wordsOf(view)).toContain(message);
    expect(wordsOf(view)).toContain('explain.await-outside');
  });

  test.each(['timed-out', 'out-of-memory', 'too-much-output', 'deadlocked', 'crashed'] as const)(
    'one that ended as %s counts as a try, and is told so',
    async (by) => {
      const grader = createScriptedGrader({ 'x\n': { kind: 'stopped', by } });
      const { last } = testApp({ grader });
      expect(wordsOf(await last('exercise', send('x')))).toContain(`exercise.${by}`);
      expect(itemsOf(await last('exercise'))[0]).toContain('exercise.tried {"count":1}');
    },
  );

  test.each([
    [{ kind: 'busy', retryAfterMs: 3000 }, 'run.busy {\\"seconds\\":3}'],
    [{ kind: 'cancelled' }, 'exercise.cancelled'],
    [{ kind: 'unavailable', reason: 'No Python.', cure: 'Install it.' }, 'No Python. Install it.'],
  ] as const)('one that was never tried, %s, is no try', async (by, words) => {
    const grader = createScriptedGrader({ 'x\n': { kind: 'stopped', by } });
    const { last } = testApp({ grader });
    expect(wordsOf(await last('exercise', send('x')))).toContain(words);
    expect(itemsOf(await last('exercise'))[0]).toContain('exercise.new');
  });

  test('the button under it stops it', async () => {
    const grader = createScriptedGrader(grades);
    const runner = stoppingBoth(createScriptedRunner({}), grader);
    const { app, last } = testApp({ grader, runner });
    const request = {
      id: requestId('the-solution'),
      command: 'exercise',
      args: send(solutions.endless),
      learner: learnerId('test:ada'),
      place: { platform: 'test', visibility: 'private' },
      locale: 'en',
      receivedAt: 0,
    } as const;
    const titles = [];
    for await (const view of app.handle(request, new AbortController().signal)) {
      titles.push(view.title);
      if (view.title === 'exercise.checking') await last('cancel', choiceFor(view, 'cancel').args);
    }
    expect(titles.at(-1)).toContain('exercise.stopped-title');
  });

  test('without a name it is for the exercise where the learner was last', async () => {
    const grader = createScriptedGrader(grades);
    const { last, pass } = testApp({ grader });
    expect(wordsOf(await last('exercise', { code: solutions.right }))).toContain('refusal.which-exercise');
    await last('exercise', { exercise: 'greet-all' });
    pass(1000);
    await last('exercise', double);
    await last('exercise', { code: solutions.right });
    expect(grader.jobs).toMatchObject([{ tests: expect.stringContaining('learner.double') }]);
  });

  test('an empty one is refused', async () => {
    expect(wordsOf(await testApp().last('exercise', send(' ')))).toContain('refusal.no-solution');
  });

  test('it is put down with its first failing behaviour and the hints that were seen', async () => {
    const store = createMemoryStore();
    const kept: Attempt[] = [];
    const record = async (attempt: Attempt) => {
      kept.push(attempt);
      return await store.exercises.record(attempt);
    };
    const { last } = testApp({ store: { ...store, exercises: { ...store.exercises, record } } });
    await last('hint', { ...double, nth: '2' });
    await last('exercise', send(solutions.early));
    await last('exercise', send(solutions.right));
    expect(kept).toMatchObject([
      { verdict: 'failed', failing: 'takes one second of `asyncio.sleep`, *no* more', hints: 2, exercise: 'double' },
      { verdict: 'passed', failing: null, hints: 2 },
    ]);
  });

  test('when the last one is passed, the way leads back to the pages', async () => {
    const grader = createScriptedGrader({ 'x\n': { kind: 'passed', tests: [] } });
    const { last } = testApp({ grader });
    await last('exercise', send('x'));
    const view = await last('exercise', { exercise: 'greet-all', code: 'x' });
    expect(choicesOf(view)[0]).toMatchObject({ weight: 'primary', command: 'lesson' });
    expect(wordsOf(await last('exercise'))).toContain('exercise.all-passed');
  });
});

describe('exercises elsewhere', () => {
  test('a page offers the exercise that belongs to it, and the end of the pages leads to all', async () => {
    const { last } = testApp();
    const page = await last('lesson', { course: 'async', chunk: 'two' });
    expect(choiceFor(page, 'exercise')).toMatchObject({ label: 'button.practise', args: { exercise: 'double' } });
    expect(
      choicesOf(await last('lesson', { course: 'async', chunk: 'one' })).map(({ command }) => command),
    ).not.toContain('exercise');
    await last('lesson', { course: 'async', chunk: 'three' });
    const end = await last('next');
    expect(choicesOf(end)[0]).toMatchObject({ command: 'exercise', weight: 'primary', args: { course: 'async' } });
  });

  test('progress counts what is passed', async () => {
    const { last } = testApp();
    await last('exercise', send(solutions.right));
    expect((await last('progress')).blocks).toContainEqual({
      kind: 'progress',
      label: 'progress.exercises',
      done: 1,
      of: 2,
    });
  });

  test('names are completed', () => {
    const { app } = testApp();
    const asked = { command: 'exercise', option: 'exercise', args: {}, locale: 'en' };
    expect(app.suggest({ ...asked, typed: 'gre' })).toEqual([{ value: 'greet-all', label: 'Greet all at once' }]);
    expect(app.suggest({ ...asked, typed: '' })).toHaveLength(2);
  });
});
