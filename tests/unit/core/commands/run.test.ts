import { expect, test } from 'vitest';
import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { smallLibrary } from '../../../support/library.ts';
import { recordedTrace } from '../../../support/timelines.ts';

const facts = {
  exitCode: 0,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'real',
  clockMs: 12,
  realMs: 12,
  approximate: [],
  wallMs: 15,
  cpuMs: 5,
  peakBytes: 1,
  findings: [],
} as const;

/** Ends every run alike, and tells what it was given to run. */
function ending(outcome: Outcome): CodeRunner & { readonly ran: string[] } {
  const ran: string[] = [];
  return {
    ran,
    python: async () => ({ major: 3, minor: 11 }),
    async *run(job) {
      ran.push(job.code);
      yield { kind: 'queued', place: 2, etaMs: 1500 };
      yield { kind: 'started' };
      yield { kind: 'done', outcome };
    },
    cancel: async () => 'not-there',
  };
}

test('a fenced program is run, with its place in the queue on the way', async () => {
  const runner = ending({ kind: 'finished', ...facts, stdout: 'hi\n' });
  const { ask } = testApp({ runner });
  const views = await ask('run', { code: '```python\nprint("hi")\n```' });
  expect(views.map(({ stage }) => stage)).toEqual(['passing', 'passing', 'final']);
  expect(wordsOf(views[0])).toContain('\\"place\\":2,\\"seconds\\":2');
  expect(runner.ran).toEqual(['print("hi")\n']);
  expect(views.at(-1)?.blocks).toContainEqual({ kind: 'code', language: 'text', text: 'hi\n' });
});

test('without code it runs the example of the chunk where the learner stands, and leads on', async () => {
  const runner = ending({ kind: 'finished', ...facts });
  const { last } = testApp({ runner });
  await last('lesson', { course: 'async', chunk: 'two' });
  const view = await last('run');
  expect(runner.ran).toEqual(['print("two")\n']);
  expect(choiceFor(view, 'next').args).toEqual({ course: 'async', from: 'two' });
});

test('a chunk without an example, and no chunk at all, are told apart', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('run'))).toContain('refusal.no-code');
  await last('lesson', { course: 'async' });
  expect(wordsOf(await last('run'))).toContain('refusal.no-example');
});

test.each([
  ['', 'no-code'],
  ['```python\n\n```', 'no-code'],
  ['look:\n```python\nprint(1)', 'unclosed-fence'],
  ['print(1)\0', 'nul-in-code'],
  ['x'.repeat(256_001), 'code-too-long'],
])('%j is refused and never reaches the runner', async (code, refusal) => {
  const runner = ending({ kind: 'finished', ...facts });
  const { last } = testApp({ runner });
  expect(wordsOf(await last('run', { code }))).toContain(`refusal.${refusal}`);
  expect(runner.ran).toEqual([]);
});

test.each<[Outcome, string]>([
  [{ kind: 'finished', ...facts }, 'run.finished-silent'],
  [{ kind: 'finished', ...facts, clock: 'virtual', clockMs: 1300, realMs: 300 }, 'run.partly-real'],
  [{ kind: 'finished', ...facts, exitCode: 1, stderr: 'ValueError' }, 'run.failed'],
  [{ kind: 'timed-out', limitMs: 6000, ...facts, stdout: 'so far' }, 'run.timed-out {\\"seconds\\":6}'],
  [{ kind: 'out-of-memory', limitBytes: 256 * 2 ** 20, ...facts }, 'run.out-of-memory {\\"megabytes\\":256}'],
  [{ kind: 'too-much-output', limitBytes: 1_000_000, ...facts }, 'run.too-much-output'],
  [{ kind: 'deadlocked', ...facts }, 'run.deadlocked'],
  [{ kind: 'crashed', ...facts, signal: 'SIGSEGV' }, 'SIGSEGV'],
  [{ kind: 'cancelled' }, 'run.cancelled'],
  [{ kind: 'busy', retryAfterMs: 2300 }, 'run.busy {\\"seconds\\":3}'],
  [{ kind: 'unavailable', reason: 'No bwrap.', cure: 'Install it.' }, 'No bwrap. Install it.'],
])('%o is told in words', async (outcome, words) => {
  const { last } = testApp({ runner: ending(outcome) });
  const view = await last('run', { code: 'pass' });
  expect(wordsOf(view)).toContain(words);
  if ('stdout' in outcome && outcome.stdout !== '') expect(wordsOf(view)).toContain(outcome.stdout);
});

test.each([{ clock: 'virtual', realMs: 0 } as const, { clock: 'real', realMs: 12 } as const])(
  'nothing is said of real time where all of a run was on one clock: %j',
  async (told) => {
    const { last } = testApp({ runner: ending({ kind: 'finished', ...facts, ...told }) });

    expect(wordsOf(await last('run', { code: 'pass' }))).not.toContain('partly-real');
  },
);

test('long output is shown in part and attached whole', async () => {
  const stdout = Array.from({ length: 500 }, (_, line) => `line ${line}\n`).join('');
  const { last } = testApp({ runner: ending({ kind: 'finished', ...facts, stdout }) });
  const view = await last('run', { code: 'pass' });
  const shown = view.blocks.find((block) => block.kind === 'code');
  expect(stdout.startsWith(shown?.text ?? '?')).toBe(true);
  expect(view.blocks).toContainEqual({ kind: 'file', name: 'output.txt', text: stdout });
});

test('an error is told in plain words under its traceback, with the page that explains it', async () => {
  const stderr = "main.py:7: RuntimeWarning: coroutine 'save' was never awaited\n";
  const { last } = testApp({ runner: ending({ kind: 'finished', ...facts, stderr }) });
  const { blocks } = await last('run', { code: 'save(1)' });
  const [, , printed, told] = blocks;
  expect(printed).toEqual({ kind: 'code', language: 'text', text: stderr });
  expect(wordsOf({ ...(await last('run', { code: 'save(1)' })), blocks: told === undefined ? [] : [told] })).toContain(
    'explain.never-awaited',
  );
  expect(told).toMatchObject({
    spans: expect.arrayContaining([{ kind: 'emphasis', text: 'explain.page {"number":3,"title":"Chunk three"}' }]),
  });
  expect(choiceFor(await last('run', { code: 'save(1)' }), 'lesson').args).toEqual({ course: 'async', page: 'three' });
});

test('a course that explains no errors has no page to offer', async () => {
  const [course] = smallLibrary().courses;
  const library = { ...smallLibrary(), courses: course === undefined ? [] : [{ ...course, errorPages: [] }] };
  const stderr = "main.py:7: RuntimeWarning: coroutine 'save' was never awaited\n";
  const { last } = testApp({ library, runner: ending({ kind: 'finished', ...facts, stderr }) });
  const view = await last('run', { code: 'save(1)' });
  expect(wordsOf(view)).toContain('explain.never-awaited');
  expect(choicesOf(view)).toEqual([]);
});

test('what is told beside the picture is not told in it again', async () => {
  const raw = recordedTrace('deadlock-ring');
  const outcome = { kind: 'deadlocked', ...facts, exitCode: null, ...(typeof raw === 'object' ? raw : {}) } as const;
  const { last } = testApp({ runner: ending(outcome) });
  const view = await last('run', { code: 'pass' });
  expect(wordsOf(view)).toContain('explain.ring');
  expect(view.blocks.some(({ kind }) => kind === 'picture')).toBe(true);
  expect(wordsOf(view)).not.toMatch(/timeline\.note-(?:ring|stuck|deadlock)/u);
});
