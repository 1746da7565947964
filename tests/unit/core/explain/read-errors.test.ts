import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PythonError } from '#core/explain/python-error.ts';
import { classOf, isOfThread, isRaisedIn, ownFrame } from '#core/explain/python-error.ts';
import { readErrors, readUnawaited } from '#core/explain/read-errors.ts';

const short = ({ error, origin }: ReturnType<typeof readErrors>[number]) => `${origin} ${error.type}: ${error.message}`;

const plain = (line: string) => `Traceback (most recent call last):
  File "main.py", line 3, in <module>
    work()
${line}
`;

describe('reading what Python prints of errors', () => {
  test('an error has its type, its message and its places, outermost first', () => {
    const [read] = readErrors(`so far
Traceback (most recent call last):
  File "main.py", line 9, in <module>
    asyncio.run(main())
    ~~~~~~~~~~~^^^^^^^^
  File "/usr/lib/python3.13/asyncio/runners.py", line 190, in run
    return runner.run(main)
  [Previous line repeated 3 more times]
asyncio.exceptions.CancelledError: a: b
a note
`);
    expect(read).toEqual({
      origin: 'program',
      error: {
        type: 'asyncio.exceptions.CancelledError',
        message: 'a: b',
        frames: [
          { file: 'main.py', line: 9, source: 'asyncio.run(main())' },
          { file: '/usr/lib/python3.13/asyncio/runners.py', line: 190, source: 'return runner.run(main)' },
        ],
        after: null,
        leaves: [],
      },
    });
  });

  test('a chain is one error, which follows the one before it', () => {
    const joint = '\nDuring handling of the above exception, another exception occurred:\n\n';
    const cause = '\nThe above exception was the direct cause of the following exception:\n\n';
    const [read, ...others] = readErrors(
      [plain('KeyError: 1'), joint, plain('OSError'), cause, plain('E: 3')].join(''),
    );
    expect(others).toEqual([]);
    expect([read?.error.type, read?.error.after?.type, read?.error.after?.after?.type]).toEqual([
      'E',
      'OSError',
      'KeyError',
    ]);
  });

  test('errors of threads, of lost tasks and of what is only logged are told from those of the program', () => {
    const text = [
      plain('ValueError: caught and printed'),
      'Exception in thread Thread-1 (work):\n',
      plain('ValueError: thread'),
      "Task exception was never retrieved\nfuture: <Task finished name='Task-2' coro=<w() done> exception=ValueError()>\n",
      plain('ValueError: task'),
      'Exception ignored in: <function f at 0x1>\n',
      plain('ValueError: ignored'),
      'Error in atexit._run_exitfuncs:\n',
      plain('ValueError: at exit'),
    ].join('');
    expect(readErrors(text).map(short)).toEqual([
      'program ValueError: caught and printed',
      'thread ValueError: thread',
      'task ValueError: task',
      'aside ValueError: ignored',
      'aside ValueError: at exit',
    ]);
  });

  test('what is no Python has a place and no traceback', () => {
    const text = '  File "main.py", line 4\n    await x\n    ^^^^^^^\nSyntaxError: \'await\' outside function\n';
    expect(readErrors(text).map(({ error }) => [error.type, ownFrame(error)])).toEqual([
      ['SyntaxError', { file: 'main.py', line: 4, source: 'await x' }],
    ]);
    expect(readErrors('  File "main.py", line 4\n    x\nValueError: no\n')).toEqual([]);
  });

  test('a group holds what its parts and the groups in it hold', () => {
    const text = `  + Exception Group Traceback (most recent call last):
  |   File "main.py", line 12, in <module>
  |     asyncio.run(main())
  | ExceptionGroup: unhandled errors in a TaskGroup (3 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "main.py", line 5, in bad
    |     raise ValueError("a")
    | ValueError: a
    |
    | During handling of the above exception, another exception occurred:
    |
    | Traceback (most recent call last):
    |   File "main.py", line 6, in bad
    |     raise KeyError("b")
    | KeyError: 'b'
    +---------------- 2 ----------------
    | Exception Group Traceback (most recent call last):
    |   File "main.py", line 7, in group
    |     raise ExceptionGroup("inner", [OSError("c"), TypeError("d")])
    | ExceptionGroup: inner (2 sub-exceptions)
    +-+---------------- 1 ----------------
      | OSError: c
      +---------------- 2 ----------------
      | TypeError: d
      +------------------------------------
    +---------------- 3 ----------------
    | LookupError
    +------------------------------------
after
`;
    const [read, ...others] = readErrors(text);
    expect(others).toEqual([]);
    expect(read?.error.frames).toHaveLength(1);
    expect(read?.error.leaves.map(({ type, message }) => `${type} ${message}`)).toEqual([
      "KeyError 'b'",
      'OSError c',
      'TypeError d',
      'LookupError ',
    ]);
  });

  test('lines of other programs, of libraries and of threads are told apart', () => {
    const at = (...files: readonly string[]): PythonError => ({
      type: 'a.b.Error',
      message: '',
      frames: files.map((file, place) => ({ file, line: place + 1, source: '' })),
      after: null,
      leaves: [],
    });
    const wait = '/usr/lib/python3.11/asyncio/tasks.py';
    expect(ownFrame(at('main.py', wait))?.line).toBe(1);
    expect(ownFrame(at('/home/me/app.py', 'C:\\Python312\\Lib\\asyncio\\tasks.py'))?.line).toBe(1);
    expect(ownFrame(at(wait, '/usr/lib/python3/dist-packages/aiohttp/client.py', '<frozen importlib>'))).toBeNull();
    expect(isRaisedIn('asyncio/tasks.py', at('main.py', wait))).toBe(true);
    expect(isRaisedIn('asyncio/tasks.py', at(wait, 'main.py'))).toBe(false);
    expect(isRaisedIn('asyncio/tasks.py', at('my/asyncio/tasks.py'))).toBe(false);
    expect([isOfThread(at('/usr/lib/python3.11/threading.py')), isOfThread(at('threading.py'))]).toEqual([true, false]);
    expect(classOf(at())).toBe('Error');
  });

  test('warnings of coroutines are read each once', () => {
    const warning = "main.py:7: RuntimeWarning: coroutine 'save' was never awaited\n  save(1)\n";
    expect(readUnawaited(`${warning}${warning}sys:1: RuntimeWarning: coroutine 'A.load' was never awaited`)).toEqual([
      'save',
      'A.load',
    ]);
    expect(readUnawaited("it says: coroutine 'save' was never awaited")).toEqual([]);
  });

  const words = fc.stringMatching(/^[a-z]{1,8}$/u);
  const frames = fc.array(fc.record({ file: words, line: fc.integer({ min: 1, max: 9_999_999 }), source: words }), {
    minLength: 1,
    maxLength: 4,
  });
  const errors = fc.record({ type: words, message: words, frames });

  test('what is printed as Python prints it is read as it was, whatever stands around it', () => {
    const around = fc.array(words, { maxLength: 3 }).map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(errors, around), { maxLength: 4 }), (parts) => {
        const text = parts.map(([error, behind]) => printed(error) + behind).join('');
        const read = readErrors(text).map(({ error: { type, message, frames: places } }) => ({
          type,
          message,
          frames: places,
        }));
        expect(read).toEqual(parts.map(([error]) => error));
      }),
    );
  });

  test('no text makes it fail', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        'Traceback (most recent call last):',
        '  + Exception Group Traceback (most recent call last):',
        '  File "main.py", line 3, in f',
        '    | Traceback (most recent call last):',
        '    |   File "main.py", line 3, in f',
        '    | ValueError: 1',
        '  | ExceptionGroup: x (1 sub-exception)',
        '  +-+---------------- 1 ----------------',
        '    +---------------- 2 ----------------',
        'During handling of the above exception, another exception occurred:',
        'ValueError: x',
        '',
        '    work()',
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        for (const { error } of readErrors(lines.join('\n'))) expect(error.type).not.toBe('');
      }),
    );
  });
});

function printed({ type, message, frames }: Pick<PythonError, 'type' | 'message' | 'frames'>): string {
  const places = frames.map(({ file, line, source }) => `  File "${file}", line ${line}, in f\n    ${source}\n`);
  return `Traceback (most recent call last):\n${places.join('')}${type}: ${message}\n`;
}
