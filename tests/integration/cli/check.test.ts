import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { runCommandLine } from '#cli/program.ts';
import type { Tree } from '../../support/content-tree.ts';
import { smallTree, swap } from '../../support/content-tree.ts';
import { temporaryFolder } from '../../support/program.ts';
import { everyRecord, everySample, samples, samplesFile, samplesLock, treeWith } from '../../support/quiz-samples.ts';

interface Report {
  readonly counts: Readonly<Record<string, number>>;
  readonly quizzesByType: Readonly<Record<string, number>>;
  readonly pythons: readonly string[];
  readonly updated: readonly string[];
  readonly unproven: readonly Told[];
  readonly problems: readonly Told[];
}

interface Told {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A project of a test's own that holds nothing but content, and what `check` says of it. */
async function withProject(tree: Tree, use: (project: Project) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder();
  const root = folder.path;
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(root, 'content', path)), { recursive: true });
    writeFileSync(join(root, 'content', path), content);
  };
  for (const [path, content] of Object.entries(tree)) write(path, content);
  await use({
    write,
    read: (path) => readFileSync(join(root, 'content', path), 'utf8'),
    check: async (...flags) => await check(root, flags),
  });
}

interface Project {
  readonly write: (path: string, content: string) => void;
  readonly read: (path: string) => string;
  readonly check: (...flags: readonly string[]) => Promise<Report & { readonly code: number }>;
}

async function check(root: string, flags: readonly string[]): Promise<Report & { readonly code: number }> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runCommandLine(['check', '--json', ...flags], {
    stdin: new PassThrough(),
    stdout,
    stderr,
    environment: process.env,
    folder: root,
    project: root,
    stopping: new AbortController().signal,
  });
  stdout.end();
  stderr.end();
  const [said, complained] = await Promise.all([text(stdout), text(stderr)]);
  if (said === '') throw new Error(`expected a report, found none: ${complained}`);
  const report: Report = JSON.parse(said);
  return { code, ...report };
}

const messagesOf = ({ problems }: Report): readonly string[] => problems.map(({ message }) => message).toSorted();

test('what runs settle is put on record once, holds from then on, and is counted', { timeout: 120_000 }, async () => {
  await withProject(treeWith(everySample), async ({ check: run, read }) => {
    const before = await run();
    expect(before.code).toBe(1);
    expect(messagesOf(before)).toEqual([
      'quiz `a-prediction`: expected the right option of each variant on record, found some without; `studyloop check --update` puts it there.',
      'quiz `an-order`: expected the orders that run right on record, found none; `studyloop check --update` puts them there.',
    ]);
    const updated = await run('--update');
    expect([updated.problems, updated.updated, updated.code]).toEqual([[], [samplesLock], 0]);
    expect(read(samplesLock)).toBe(everyRecord);
    const again = await run();
    expect(again).toMatchObject({ code: 0, problems: [], updated: [], unproven: [] });
    expect(again.quizzesByType).toMatchObject({ single: 1, predict: 2, seconds: 1, next: 1, bug: 1, order: 1, fix: 1 });
    expect(again.counts).toMatchObject({ keys: 8, variants: 13 + 7 });
    expect(again.pythons.length).toBeGreaterThan(0);
  });
});

describe('a fault that only a run shows', () => {
  /** Every sample with one fault planted, and what is said of it. */
  const faults: readonly (readonly [from: string, to: string, message: string])[] = [
    [
      'raise ValueError("no")',
      'raise KeyError("no")',
      'quiz `a-single`: expected it to end with "ValueError", it came to "KeyError"; mend the program or `shows`.',
    ],
    [
      '$(max(short, long))',
      '$(long + 0.05)',
      'quiz `some-seconds`, short 0.1, long 0.5: expected the seconds that it takes (exactly, which work for the processor or real waiting are not) to be `0.55`, the program says `0.5`; mend the option or the program.',
    ],
    [
      'value: { en: other }',
      'value: { en: another }',
      'quiz `who-is-next`: expected the task that printed line 2 to be `another`, the program says `other`; mend the option or the program.',
    ],
    [
      'instead: one = await fetch()',
      'instead: one = await other()',
      'quiz `a-bug`, with `one = await other()`: expected it to end with "finished", it came to "NameError"; mend the program or `shows`.',
    ],
    [
      'instead: print(one())',
      'instead: print(1)',
      'quiz `a-bug`, with `print(1)`: expected it not to show what is wanted yet, it does; mend the program or `shows`.',
    ],
    [
      '        asyncio.sleep(0.3)',
      '        await asyncio.sleep(0.3)',
      'quiz `a-fix`, as it stands: expected it not to show what is wanted yet, it does; mend the program or `shows`.',
    ],
    [
      'shows: { stdout: a b, seconds: 0.1 }',
      'shows: { stdout: a b, seconds: 0.2 }',
      'quiz `an-order`, in the order start-b start-a both: expected this to run right, as on record, it does not; look at it; when that is right, `studyloop check --update` puts it on record.',
    ],
    [
      'shows: { stdout: done, seconds: 0.1 }',
      'shows: { stdout: done, seconds: 0.2 }',
      'quiz `a-fix`, attempt 1: expected seconds: "0.2", it came to "0.1"; mend the program or `shows`.',
    ],
  ];

  test('is named, each of them, also where everything was proven before', { timeout: 120_000 }, async () => {
    await withProject(treeWith(everySample, everyRecord), async ({ check: run, write }) => {
      expect(await run()).toMatchObject({ code: 0, problems: [] });
      write(
        samplesFile,
        faults.reduce((changed, [from, to]) => swap(from, to)(changed), everySample),
      );
      const report = await run();
      expect(report.code).toBe(1);
      for (const [, , message] of faults) expect(messagesOf(report)).toContain(message);
      for (const { file, line } of report.problems) expect([file, line > 1]).toEqual([samplesFile, true]);
    });
  });

  test('against what is on record: answers, and what examples print', { timeout: 120_000 }, async () => {
    const record = swap('first Ann, times 1: Ann', 'first Ann, times 1: Bob')(everyRecord);
    const lock = 'async/08-basics/chunks/010-waiting.lock.yaml';
    const tree = { ...treeWith(everySample, record), [lock]: swap('one', 'uno')(smallTree[lock]) };
    await withProject(tree, async ({ check: run }) => {
      expect(messagesOf(await run())).toEqual([
        'example 1: expected "uno\\n" on stdout, it printed "one\\n"; read what it prints; when that is right, `studyloop check --update` puts it on record.',
        'quiz `a-prediction`, first Ann, times 1: expected the answer `Bob`, as on record, the program says `Ann`; look at it; when that is right, `studyloop check --update` puts it on record.',
      ]);
    });
  });

  test('of a program that does not end by itself, or of an exercise that fails', { timeout: 120_000 }, async () => {
    const solution = 'async/08-basics/exercises/retry/solution.py';
    const endless = swap('print("end")', 'import threading; threading.Event().wait()')(samples.predict);
    const tree = { ...treeWith(endless, everyRecord.split('an-order')[0]), [solution]: 'raise OSError("no")\n' };
    await withProject(tree, async ({ check: run }) => {
      const told = messagesOf(await run());
      expect(told).toContain(
        'quiz `a-prediction`, first Ann, times 1: expected the program to end by itself, it came out deadlocked; mend the program.',
      );
      expect(told).toContain(
        'solution: expected the program to end without an error, it ended with exit code 1 (OSError: no); mend it.',
      );
    });
  });
});

describe('Pythons that differ', () => {
  /** Prints what no two versions print alike. */
  const versioned = swap(
    'print("o")',
    'import sys; print(f"3.{sys.version_info[1]}")',
  )(swap('print("m")\n        await', 'await')(samples.next));

  test('are told by their versions', { timeout: 120_000 }, async () => {
    const question = swap(
      'value: { en: other }',
      'value: { en: "3.11" }',
    )(swap('printed-by: 2', 'stdout-line: 1')(versioned));
    await withProject(treeWith(question), async ({ check: run }) => {
      const { pythons, problems } = await run();
      const others = pythons.filter((version) => !version.startsWith('3.11.'));
      expect(problems).toHaveLength(others.length > 0 ? 1 : 0);
      for (const version of others) {
        const [minor] = /^3\.\d+/u.exec(version) ?? [];
        expect(problems[0]?.message).toContain(`on Python ${minor}: expected line 1 of its output to be \`3.11\``);
      }
    });
  });

  test('that are too old for a question are not asked, and it is told when none is left', async () => {
    const question = swap('  type: single', '  type: single\n  since: "3.99"')(samples.single);
    await withProject(treeWith(question), async ({ check: run }) => {
      const { code, problems, unproven } = await run();
      expect([code, problems]).toEqual([0, []]);
      expect(unproven.map(({ message }) => message)).toEqual([
        'quiz `a-single`: needs Python 3.99 or newer, which no Python here is or has; not run.',
      ]);
    });
  });
});
