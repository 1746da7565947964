import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { Evidence, Finding } from '#core/explain/evidence.ts';
import { evidenceOf } from '#core/explain/evidence.ts';
import { explain } from '#core/explain/explain.ts';
import { readErrors } from '#core/explain/read-errors.ts';
import type { Ran } from '#core/outcome.ts';
import { findingKinds } from '#core/timeline/timeline.ts';
import { bareWords } from '../../../support/library.ts';
import { speak } from '../../../support/speak.ts';
import { commanding, names, traces } from '../../../support/timelines.ts';

const nothing: Evidence = { errors: [], findings: [], ending: { kind: 'ended' }, timeline: null };

const finding = (kind: Finding['kind'], line: number | null): Finding => ({
  kind,
  line,
  task: 'work',
  ms: 100,
  message: 'work() was called',
  isOutside: false,
});

/** An error as a program of that one line raises it. */
const raised = (line: string) =>
  readErrors(`Traceback (most recent call last):\n  File "main.py", line 1, in <module>\n    work()\n${line}\n`).map(
    ({ error }) => error,
  );

const kindsOf = (evidence: Partial<Evidence>) => explain({ ...nothing, ...evidence }).map(({ kind }) => kind);

describe('explaining', () => {
  test('a run in which nothing is known to be wrong is not talked about', () => {
    expect(explain(nothing)).toEqual([]);
    expect(kindsOf({ errors: raised("ValueError: 'coroutine' object is not iterable") })).toEqual([]);
    expect(kindsOf({ errors: raised('RuntimeError: the server says: no running event loop') })).toEqual([]);
  });

  test.each([
    // As other versions of Python word it than the one that these tests run.
    ["TypeError: 'NoneType' object can't be awaited", 'not-awaitable'],
    ["TypeError: 'Lock' object does not support the context manager protocol", 'with'],
    [
      "TypeError: 'Mine' object does not support the context manager protocol (missed __exit__ method) Did you mean to use 'async with'?",
      'with',
    ],
    ['TypeError: An asyncio.Future, a coroutine or an awaitable is required', 'not-a-coroutine'],
    ['TypeError: a coroutine was expected, got <Task pending>', 'not-a-coroutine'],
    ["TypeError: '<' not supported between instances of 'coroutine' and 'int'", 'coroutine-used'],
    ["AttributeError: 'coroutine' object has no attribute 'json'", 'coroutine-used'],
    ["TypeError: object of type 'coroutine' has no len()", 'coroutine-used'],
    ['TypeError: cannot unpack non-iterable coroutine object', 'coroutine-used'],
    ['TypeError: can only concatenate str (not "coroutine") to str', 'coroutine-used'],
    ['TypeError: sequence item 0: expected str instance, coroutine found', 'coroutine-used'],
    ['TypeError: Object of type coroutine is not JSON serializable', 'coroutine-used'],
    [
      "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'coroutine'",
      'coroutine-used',
    ],
    ["TypeError: 'async for' requires an object with __aiter__ method, got coroutine", 'async-for'],
    ['socket.gaierror: [Errno -3] Temporary failure in name resolution', 'no-network'],
  ])('%s is %s', (line, kind) => {
    expect(kindsOf({ errors: raised(line) })).toEqual([kind]);
  });

  test('no more than two things are told, why it ended first', () => {
    const findings = [finding('busy_polling', 3), finding('exception_never_retrieved', 4), finding('never_awaited', 5)];
    expect(kindsOf({ findings, ending: { kind: 'deadlocked' } })).toEqual(['deadlock', 'never-retrieved']);
  });

  test('a coroutine that an error kept from being awaited is not told beside that error', () => {
    const findings = [finding('never_awaited', 1)];
    expect(kindsOf({ findings, errors: raised('RuntimeError: no running event loop') })).toEqual(['no-loop']);
    const elsewhere = [finding('never_awaited', 2)];
    expect(kindsOf({ findings: elsewhere, errors: raised('RuntimeError: no running event loop') })).toEqual([
      'no-loop',
      'never-awaited',
    ]);
  });

  test('findings that are told are covered, and only those', () => {
    const findings = [finding('never_awaited', 2), finding('never_awaited', 9), finding('busy_polling', 4)];
    const covered = explain({ ...nothing, findings }).flatMap(({ covers }) =>
      covers.map(({ kind, line }) => [kind, line]),
    );
    expect(covered).toEqual([
      ['never_awaited', 2],
      ['never_awaited', 9],
      ['busy_polling', 4],
    ]);
  });

  test.each([
    [5000, 'computed-too-long'],
    [100, 'waited-too-long'],
  ])('a run that was stopped after %i ms of work in 6 s is told what it did', (cpuMs, kind) => {
    const outcome: Ran = { kind: 'timed-out', limitMs: 6000, ...facts, exitCode: null, signal: 'SIGKILL', cpuMs };
    expect(kindsOf(evidenceOf(outcome, ''))).toEqual([kind]);
  });

  test('where nothing was traced, warnings tell what was never awaited', () => {
    const stderr = "main.py:7: RuntimeWarning: coroutine 'save' was never awaited\n  save(1)\n";
    const outcome: Ran = { kind: 'finished', ...facts, stderr };
    expect(explain(evidenceOf(outcome, '')).map(({ tell }) => tell(bareWords))).toEqual([
      'explain.never-awaited {"calls":"`save()`","count":1}',
    ]);
    expect(explain(evidenceOf({ ...outcome, timeline: {} }, ''))).toEqual([]);
  });

  test('an error whose lines are not those of the program is none of its own', () => {
    const stderr =
      'Traceback (most recent call last):\n  File "main.py", line 1, in <module>\n    go()\nRuntimeError: no running event loop\n';
    const outcome: Ran = { kind: 'finished', ...facts, exitCode: 1, stderr };
    expect(kindsOf(evidenceOf(outcome, 'go()\n'))).toEqual(['no-loop']);
    expect(kindsOf(evidenceOf(outcome, 'print("go()")\n'))).toEqual([]);
    expect(kindsOf(evidenceOf({ ...outcome, exitCode: 0 }, 'go()\n'))).toEqual([]);
  });
});

describe('whatever a program says of itself', () => {
  const message = fc.oneof(
    names,
    names.map((name) => `No module named '${name}'`),
    names.map((name) => `'${name}' object does not support the asynchronous context manager protocol`),
    names.map((name) => `a coroutine was expected, got <function ${name} at 0x1>`),
    names.map((name) => `object ${name} can't be used in 'await' expression`),
    names.map((name) => `'async for' requires an object with __aiter__ method, got ${name}`),
    fc.constant('unhandled errors in a TaskGroup (2 sub-exceptions)'),
  );
  const error = fc
    .tuple(fc.constantFrom('TypeError', 'ModuleNotFoundError', 'ExceptionGroup', 'ValueError'), message)
    .map((parts) => parts.join(': '));
  const stderr = error.map(
    (line) => `Traceback (most recent call last):\n  File "main.py", line 1, in <module>\n    go()\n${line}\n`,
  );
  const found = fc.array(
    fc.record({
      kind: fc.constantFrom<string>(...findingKinds, 'none of ours'),
      line: fc.option(fc.nat(400)),
      task: fc.option(names),
      ms: fc.option(fc.nat(90_000)),
      message: names.map((name) => `${name}() was raised`),
    }),
    { maxLength: 6 },
  );

  test.prop([traces, fc.record({ stderr, findings: found, kind: fc.constantFrom('finished', 'deadlocked') })])(
    'it is told in two short sentences at most, and no name in them breaks out of its marks',
    (raw, ran) => {
      const told = typeof raw === 'object' ? raw : {};
      const outcome: Ran = { ...facts, ...told, exitCode: 1, ...ran };
      const explanations = explain(evidenceOf(outcome, 'go()\n'));
      expect(explanations.length).toBeLessThanOrEqual(2);
      for (const { tell } of explanations) {
        for (const say of [english, chinese]) {
          const sentence = tell(say);
          expect(sentence.length).toBeLessThan(900);
          expect(sentence).not.toMatch(commanding);
          expect((sentence.match(/`/gu) ?? []).length % 2).toBe(0);
        }
      }
    },
  );
});

const [english, chinese] = [speak('en'), speak('zh')];

const facts = {
  exitCode: 0,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'real',
  clockMs: 12,
  wallMs: 15,
  cpuMs: 5,
  peakBytes: 1,
  findings: [],
} as const;
