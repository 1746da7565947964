import { expect, test } from 'vitest';
import type { Library } from '#core/course/course.ts';
import { courseId, learnerId } from '#core/ids.ts';
import type { RunFacts } from '#core/outcome.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { Quiz, QuizType } from '#core/quiz/quiz.ts';
import type { Ask, View } from '#core/view.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { bareWords, smallCourse } from '../../../support/library.ts';
import { sampleQuizzes } from '../../../support/quiz-samples.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';

const samples = sampleQuizzes();
const library: Library = { courses: [{ ...smallCourse(), quizzes: samples }], reviewPages: [], speak: () => bareWords };
const course = courseId('async');
const learner = learnerId('test:ada');

function sample(type: QuizType): Quiz {
  const quiz = samples.find((one) => one.type === type);
  if (quiz === undefined) throw new Error(`expected a sample of ${type}`);
  return quiz;
}

const about = (type: QuizType, more: Readonly<Record<string, string>>, seed = 5) => ({
  course,
  quiz: sample(type).id,
  seed: String(seed),
  ...more,
});

test('numbers of seconds are shown with their unit, the smallest first', async () => {
  const { last } = testApp({ library: { ...library, courses: [{ ...smallCourse(), quizzes: [sample('seconds')] }] } });
  const labels = choicesOf(await last('quiz')).map(({ label }) => Number(/"seconds":"([\d.]+)"/u.exec(label)?.[1]));
  expect(labels).toHaveLength(3);
  expect(labels).toEqual(labels.toSorted((one, other) => one - other));
});

test('another seed asks with other numbers, the same seed with the same', () => {
  const asked = (seed: number) => drawQuestion(sample('seconds'), seed).variant.code;
  expect(new Set(Array.from({ length: 40 }, (_, seed) => asked(seed))).size).toBe(4);
  expect(asked(17)).toBe(asked(17));
});

/** Places of lines in the row that a seed gives. */
function picks(ids: readonly string[], seed = 5): string {
  const { drawn } = drawQuestion(sample('order'), seed);
  if (drawn.kind !== 'order') throw new Error('expected lines');
  return ids.map((id) => drawn.lines.findIndex((line) => line.id === id)).join(',');
}

test('lines are put in order one by one, and nothing is recorded before the last', async () => {
  const { last, store } = testApp({ library });
  const step = await last('answer', about('order', { picks: picks(['start-b']) }));
  expect(wordsOf(step)).toContain('b = asyncio.create_task(fetch(\\"b\\"))\\n    # …');
  expect(choicesOf(step).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['a = asyncio.create_task(fetch("a"))', 'print(await a, await b)', 'button.start-again']),
  );
  expect(choicesOf(step)).toHaveLength(3);
  expect(await store.answers.history(learner, course)).toEqual([]);
});

test('every order that runs right is right', async () => {
  for (const order of [
    ['start-a', 'start-b'],
    ['start-b', 'start-a'],
  ]) {
    const { last, store } = testApp({ library });
    const view = await last('answer', about('order', { picks: picks(order) }));
    expect(view.tone).toBe('praise');
    expect(wordsOf(view)).toContain('quiz.order-right-of');
    expect(await store.answers.history(learner, course)).toMatchObject([{ times: 1, timesRight: 1 }]);
  }
});

test('a wrong order is shown with its mistake and with one that works', async () => {
  const { last } = testApp({ library });
  const view = await last('answer', about('order', { picks: picks(['both', 'start-a']) }));
  expect(view.tone).toBe('warning');
  for (const words of ['quiz.your-order', 'It tempts.', 'quiz.right-order']) expect(wordsOf(view)).toContain(words);
});

test.each(['7', '0,0', 'x'])('an order by places that are none (%s) is refused', async (places) => {
  const { last } = testApp({ library });
  expect(wordsOf(await last('answer', about('order', { picks: places })))).toContain('refusal.stale-question');
});

/** As it comes out of a form. */
const broken = `${sample('fix').variants[0]?.code ?? ''}\n`;
const mended = broken.replace('asyncio.sleep', 'await asyncio.sleep');
const slow = broken.replace('asyncio.sleep(0.3)', 'await asyncio.sleep(0.1)');
const facts: RunFacts = {
  exitCode: 0,
  signal: null,
  stdout: 'done\n',
  stderr: '',
  truncated: false,
  clock: 'virtual',
  clockMs: 300,
  realMs: 0,
  approximate: [],
  wallMs: 1,
  cpuMs: 1,
  peakBytes: 1,
  findings: [],
};
const runner = () =>
  createScriptedRunner({
    [mended]: { kind: 'finished', ...facts },
    [slow]: { kind: 'finished', ...facts, clockMs: 100 },
  });

function formIn(view: View): Ask {
  const [form] = view.blocks.flatMap((block) => (block.kind === 'ask' ? [block.ask] : []));
  if (form === undefined) throw new Error(`expected a form in ${wordsOf(view)}`);
  return form;
}

test('a program to mend comes in a form, and passes when a run shows what is wanted', async () => {
  const { last, store } = testApp({ library, runner: runner() });
  const question = await last('answer', about('fix', {}));
  expect(formIn(question).fields).toMatchObject([{ kind: 'code', name: 'code', initial: broken.trimEnd() }]);
  const view = await last('answer', { ...formIn(question).args, code: mended });
  expect(view.tone).toBe('praise');
  expect(wordsOf(view)).toContain('It waits now.');
  expect(await store.answers.history(learner, course)).toMatchObject([{ times: 1, timesRight: 1 }]);
});

test('a try that does not pass says what was wanted and why, offers the form with it again, and is not recorded', async () => {
  const { last, store } = testApp({ library, runner: runner() });
  const view = await last('answer', about('fix', { code: slow }));
  for (const words of ['quiz.fix-seconds {\\"wanted\\":\\"0.3\\",\\"came\\":\\"0.1\\"}', 'It tempts.'])
    expect(wordsOf(view)).toContain(words);
  expect(formIn(view).fields).toMatchObject([{ initial: slow }]);
  expect(await store.answers.history(learner, course)).toEqual([]);
});

test('a line that must stay is missed before anything is run', async () => {
  const { last } = testApp({ library, runner: runner() });
  const view = await last('answer', about('fix', { code: 'print("something else")' }));
  expect(wordsOf(view)).toContain('quiz.line-gone');
  expect(formIn(view).fields).toMatchObject([{ initial: 'print("something else")\n' }]);
});

test('a run that could not be is told, and the form stays', async () => {
  const { last, store } = testApp({ library, runner: createScriptedRunner({}) });
  const view = await last('answer', about('fix', { code: mended }));
  expect(wordsOf(view)).toContain('run.unavailable');
  expect(formIn(view).fields).toMatchObject([{ initial: mended }]);
  expect(await store.answers.history(learner, course)).toEqual([]);
});

test('whoever gives up sees a program that passes, which counts as not known', async () => {
  const { last, store } = testApp({ library, runner: runner() });
  const view = await last('answer', about('fix', { solution: 'shown' }));
  expect(wordsOf(view)).toContain('await asyncio.sleep(0.3)');
  await last('answer', about('fix', { code: mended }));
  expect(await store.answers.history(learner, course)).toMatchObject([{ times: 1, timesRight: 0 }]);
});
