import { describe, expect, test } from 'vitest';
import { learnerId, requestId } from '#core/ids.ts';
import type { Outcome, RunFacts, RunFinding } from '#core/outcome.ts';
import type { Request } from '#core/request.ts';
import type { View } from '#core/view.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { heldRunner, doneRunner } from '../../../support/held-runner.ts';
import { ran } from '../../../support/ran.ts';
import { realLibrary } from '../../../support/real-views.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';

const library = realLibrary();

const sleeping = 'import asyncio\nimport time\n\nasync def main():\n    time.sleep(2)\n\nasyncio.run(main())\n';
const fetch = 'import asyncio\n\nasync def fetch(n):\n    await asyncio.sleep(2)\n    return n\n\nasync def main():\n';
const started = '\nasyncio.run(main())\n';
const apart = `${fetch}    a = await fetch(1)\n    b = await fetch(2)\n    print(a, b)\n${started}`;
const together = `${fetch}    a, b = await asyncio.gather(fetch(1), fetch(2))\n\n    print(a, b)\n${started}`;

const finding = (kind: string, line: number | null, more: Partial<RunFinding> = {}): RunFinding => ({
  kind,
  line,
  task: null,
  ms: null,
  message: '',
  ...more,
});

const timeline = (more: object = {}) => ({
  version: 1,
  length: 2_000_000,
  tasks: [],
  threads: [],
  blocked: [],
  ...more,
});

const blockedAt = (line: number, more: object = {}): Partial<RunFacts> => ({
  findings: [finding('loop_blocked', line, { ms: 2000 })],
  timeline: timeline({
    tasks: [
      { id: 2, name: 'Task-2', coroutine: 'beat', parent: null, line: 1, start: 0, end: 1, state: 'done', spans: [] },
    ],
    blocked: [{ task: null, line, start: 0, end: 2_000_000, call: 'time.sleep(2)', waiting: [2], ...more }],
  }),
});

const facts: RunFacts = {
  exitCode: null,
  signal: 'SIGKILL',
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'virtual',
  clockMs: 2000,
  realMs: 0,
  approximate: [],
  wallMs: 3000,
  cpuMs: 3000,
  peakBytes: 1,
  findings: [],
};

const rulesIn = (view: View | undefined): readonly (string | undefined)[] =>
  view === undefined
    ? []
    : choicesOf(view).flatMap(({ command, args }) => (command === 'remark' ? [args['rule']] : []));

const hasProof = (view: View | undefined): boolean => /\bI ran it\b/u.test(wordsOf(view));

const reviewed = async (code: string, outcome: Outcome) =>
  await testApp({ library, runner: doneRunner(outcome) }).ask('review', { code });

describe('a program that runs by itself', () => {
  test('is reviewed before it is run, and nobody waits for the run to read that', async () => {
    const runner = heldRunner();
    const { app } = testApp({ library, runner });
    const request: Request = {
      id: requestId('held'),
      command: 'review',
      args: { code: sleeping },
      learner: learnerId('test:ada'),
      place: { platform: 'test', visibility: 'private' },
      locale: 'en',
      receivedAt: 0,
    };
    const answer = app.handle(request, new AbortController().signal);
    const views = answer[Symbol.asyncIterator]();
    const first = await views.next();
    expect(first.value).toMatchObject({ stage: 'passing' });
    expect(rulesIn(first.value)).toEqual(['blocking_sleep']);
    expect(runner.asked).toEqual([]);
    runner.finish(ran('', blockedAt(5)));
    expect(hasProof((await views.next()).value)).toBe(true);
    expect((await views.next()).done).toBe(true);
  });

  test.each<[string, Outcome]>([
    ['the queue is full', { kind: 'busy', retryAfterMs: 5000 }],
    ['nothing can be run here', { kind: 'unavailable', reason: 'No Python.', cure: 'Install it.' }],
    ['the bot stops', { kind: 'cancelled' }],
    ['it took too long', { ...facts, ...blockedAt(5), kind: 'timed-out', limitMs: 3000 }],
    ['it needed too much', { ...facts, ...blockedAt(5), kind: 'out-of-memory', limitBytes: 1 }],
    ['it crashed', { ...facts, ...blockedAt(5), kind: 'crashed' }],
    ['nothing was traced', ran('')],
  ])('stays as it was read where %s', async (_, outcome) => {
    const [read, after, ...others] = await reviewed(sleeping, outcome);
    expect(others).toEqual([]);
    expect(after).toEqual({ ...read, stage: 'final' });
    expect(hasProof(after)).toBe(false);
  });

  test('leaves a queue that is too long', async () => {
    const runner = heldRunner();
    const answer = testApp({ library, runner }).ask('review', { code: sleeping });
    runner.say({ kind: 'queued', place: 9, etaMs: 60_000 });
    expect((await answer).map(({ stage }) => stage)).toEqual(['passing', 'final']);
  });

  test.each(['aiohttp', 'requests', 'socket'])('is not run when it imports %s', async (name) => {
    const runner = heldRunner();
    const views = await testApp({ library, runner }).ask('review', { code: `import ${name}\n${sleeping}` });
    expect(views.map(({ stage }) => stage)).toEqual(['final']);
    expect(runner.asked).toEqual([]);
  });
});

describe('what the run saw', () => {
  test('stands under the remark that it proves, by the line in the block', async () => {
    const [, after] = await reviewed(`Hi!\n\n\`\`\`py\n${sleeping}\`\`\``, ran('', blockedAt(5)));
    expect(wordsOf(after)).toContain('line 5 held up the loop for 2 s. Kept waiting: beat.');
    expect(rulesIn(after)).toEqual(['blocking_sleep']);
  });

  test('is no second remark in a line of which something was said', async () => {
    const [, after] = await reviewed(
      apart,
      ran('', { findings: [finding('never_awaited', 8, { message: 'fetch() was called' })], timeline: timeline() }),
    );
    expect(rulesIn(after)).toEqual(['sequential_awaits_independent']);
  });

  test('is a remark of its rule in a line that seemed well', async () => {
    const seen = finding('never_awaited', 10, { message: 'fetch() was called but never awaited' });
    const [, after] = await reviewed(apart, ran('', { findings: [seen, seen], timeline: timeline() }));
    expect(rulesIn(after)).toEqual(['coroutine_not_awaited', 'sequential_awaits_independent']);
    expect(wordsOf(after)).toContain('Must be mended · line 10');
  });

  test.each([
    [
      'an error came first',
      { exitCode: 1, findings: [finding('never_awaited', 10, { message: 'fetch() was called' })] },
    ],
    [
      'the line is none of the program',
      { findings: [finding('never_awaited', 99, { message: 'fetch() was called' })] },
    ],
    ['the line is not known', { findings: [finding('never_awaited', null, { message: 'fetch() was called' })] }],
    ['nobody had to wait for it', blockedAt(10, { waiting: [] })],
    ['the kind is not known', { findings: [finding('moon_phase', 10)] }],
  ])('is nothing by itself where %s', async (_, showed) => {
    const [, after] = await reviewed(apart, ran('', { timeline: timeline(), ...showed }));
    expect(rulesIn(after)).toEqual(['sequential_awaits_independent']);
  });

  test('counts for what follows too: the button for more names what has been said', async () => {
    const code = `import asyncio
import time

async def work(x):
    return x

async def main():
    time.sleep(1)
    work(1)
    asyncio.create_task(work(2))
    results = await asyncio.gather([work(3)])

asyncio.run(main())
`;
    const { last } = testApp({ library, runner: doneRunner(ran('', blockedAt(8))) });
    const first = await last('review', { code });
    const rest = await last('review', choiceFor(first, 'review').args);
    expect(rulesIn(first)).toHaveLength(3);
    expect(rulesIn(rest).length).toBeGreaterThan(0);
    expect(rulesIn(first).filter((rule) => rulesIn(rest).includes(rule))).toEqual([]);
    expect(new Set([...rulesIn(first), ...rulesIn(rest)])).toContain('blocking_sleep');
    expect(choicesOf(rest).some(({ command }) => command === 'review')).toBe(false);
  });
});

describe('waits one after the other', () => {
  const both = async (first: Partial<RunFacts>, second: Partial<RunFacts>) => {
    const runner = createScriptedRunner({
      [apart]: ran('1 2\n', { clockMs: 4000, ...first }),
      [together]: ran('1 2\n', { clockMs: 2000, ...second }),
    });
    return await testApp({ library, runner }).last('review', { code: apart });
  };

  test('are timed as they are, and side by side', async () => {
    expect(wordsOf(await both({}, {}))).toContain(
      'I ran it both ways: 4 s as it is, 2 s with these waits side by side.',
    );
  });

  test.each<[string, Partial<RunFacts>, Partial<RunFacts>]>([
    ['it is no shorter', {}, { clockMs: 3900 }],
    ['it prints something else', {}, { stdout: 'one two\n' }],
    ['it fails so', {}, { exitCode: 1 }],
    ['it fails as it is', { exitCode: 1 }, {}],
    ['time was real', { clock: 'real', realMs: 4000 }, { clock: 'real', realMs: 2000 }],
    ['some of the time was real', {}, { realMs: 500 }],
  ])('are not timed where %s', async (_, first, second) => {
    expect(hasProof(await both(first, second))).toBe(false);
  });

  test('may print other times', async () => {
    expect(hasProof(await both({ stdout: 'took 4.0 s\n' }, { stdout: 'took 2.0 s\n' }))).toBe(true);
  });
});

describe('buttons of a review', () => {
  test('lead to a page for each remark, and to a question about each concept by its name', async () => {
    const code =
      'import asyncio\nimport time\n\nasync def work():\n    time.sleep(1)\n\nasync def main():\n    work()\n\nasyncio.run(main())\n';
    const [, after] = await reviewed(code, ran(''));
    const labels = after === undefined ? [] : choicesOf(after).map(({ label }) => label);
    expect(labels.filter((label) => label.startsWith('Read: '))).toHaveLength(2);
    expect(labels.filter((label) => label.startsWith('Quiz'))).toEqual(['Quiz: Coroutine', 'Quiz: Blocking I/O']);
  });

  test('lead to the page of its concept where no chunk is about the rule itself', async () => {
    const rule = 'blocking_sleep';
    const reviewPages = library.reviewPages.map((page) => (page.rule === rule ? { ...page, chunk: null } : page));
    const { last } = testApp({ library: { ...library, reviewPages } });
    const view = await last('review', { code: sleeping });
    const [concept] = library.courses.flatMap(({ concepts }) => concepts.filter(({ id }) => id === 'blocking-io'));
    expect(choiceFor(view, 'lesson').args['page']).toBe(concept?.chunk);
    expect(choiceFor(view, 'quiz').args['concept']).toBe('blocking-io');
  });
});
