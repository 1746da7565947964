import { expect, test } from 'vitest';
import type { Shown, Shows } from '#core/quiz/shows.ts';
import { differenceIn } from '#core/quiz/shows.ts';

const nothing: Shows = { stdout: null, seconds: null, findings: null, ending: 'finished' };
const ran: Shown = { kind: 'finished', exitCode: 0, stdout: 'a\nb\n', stderr: '', clockMs: 304, findings: [] };
const traceback =
  'Traceback (most recent call last):\n  File "main.py", line 1, in <module>\n    x()\nconcurrent.futures.CancelledError: no\n';

test.each<readonly [Partial<Shows>, Partial<Shown>]>([
  [{}, {}],
  [{ stdout: 'a\nb' }, {}],
  [{ stdout: '' }, { stdout: '\n' }],
  [{ seconds: 0.3 }, {}],
  [{ seconds: 0 }, { clockMs: 4 }],
  [{ findings: [] }, {}],
  [{ findings: ['busy_polling', 'deadlock'] }, { findings: [{ kind: 'deadlock' }, { kind: 'busy_polling' }] }],
  [{ findings: ['deadlock'] }, { findings: [{ kind: 'deadlock' }, { kind: 'deadlock' }] }],
  [{ ending: 'CancelledError' }, { exitCode: 1, stderr: traceback }],
  [{ ending: 'deadlocked' }, { kind: 'deadlocked', exitCode: null }],
])('%j is shown by %j', (wanted, came) => {
  expect(differenceIn({ ...ran, ...came }, { ...nothing, ...wanted })).toBeNull();
});

test.each<readonly [Partial<Shows>, Partial<Shown>, string, string]>([
  [{ stdout: 'a' }, {}, 'stdout', 'a\nb'],
  [{ stdout: '' }, {}, 'stdout', 'a\nb'],
  [{ seconds: 0.3 }, { clockMs: 310 }, 'seconds', '0.31'],
  [{ seconds: 0 }, { clockMs: 500 }, 'seconds', '0.5'],
  [{ findings: [] }, { findings: [{ kind: 'deadlock' }] }, 'findings', 'deadlock'],
  [{ findings: ['deadlock'] }, {}, 'findings', ''],
  [{}, { exitCode: 1, stderr: traceback }, 'ending', 'CancelledError'],
  [{}, { exitCode: 3 }, 'ending', 'exit code 3'],
  [{ ending: 'ValueError' }, {}, 'ending', 'finished'],
  [{}, { kind: 'deadlocked', exitCode: null }, 'ending', 'deadlocked'],
])('%j is not shown by %j', (...[wanted, shown, where, came]) => {
  expect(differenceIn({ ...ran, ...shown }, { ...nothing, ...wanted })).toMatchObject({ in: where, came });
});
