import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFolder } from '#content/folder.ts';
import type { Loaded } from '#content/load-library.ts';
import { loadLibrary } from '#content/load-library.ts';
import { proofsOf } from '#content/proofs.ts';
import type { Proof } from '#content/prove.ts';
import { prove } from '#content/prove.ts';
import { openRecords } from '#content/records.ts';
import type { Seen } from '#content/seen.ts';
import { seenIn } from '#content/seen.ts';
import { untranslatedIn } from '#content/untranslated.ts';
import type { Memory } from '#content/prove.ts';
import type { Ran } from '#core/outcome.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import type { Tree } from '../../support/content-tree.ts';
import { lineWith, smallTree, swap, withTree } from '../../support/content-tree.ts';

const lesson = 'async/08-basics';
const chunk = `${lesson}/chunks/010-waiting.md`;
const lock = `${lesson}/chunks/010-waiting.lock.yaml`;
const quizzes = `${lesson}/quizzes/010-waiting.yaml`;
const exercise = `${lesson}/exercises/retry`;

const facts = {
  exitCode: 0,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'virtual',
  clockMs: 1,
  realMs: 0,
  approximate: [],
  wallMs: 1,
  cpuMs: 1,
  peakBytes: 1,
  findings: [],
} as const;

const printing = (stdout: string, more: { stderr?: string; exitCode?: number } = {}): Ran => ({
  kind: 'finished',
  ...facts,
  stdout,
  ...more,
});

interface Opened {
  readonly proofs: readonly Proof[];
  /** Keeps what is on record from now on; returns the files that changed. */
  readonly save: () => readonly string[];
  readonly root: string;
}

function opened<Result>(tree: Tree, mode: 'compare' | 'renew', use: (given: Opened) => Result): Result {
  return withTree(tree, (root) => {
    const { folders } = fit(loadLibrary(root));
    const records = openRecords(openFolder(root, refuse), folders, mode);
    return use({ proofs: proofsOf(folders, records), save: () => records.save(root), root });
  });
}

function fit(loaded: Loaded): Extract<Loaded, { readonly kind: 'loaded' }> {
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  return loaded;
}

function refuse(problem: object): never {
  throw new Error(JSON.stringify(problem));
}

function named(proofs: readonly Proof[], name: string): Proof {
  const proof = proofs.find((one) => one.name === name);
  if (proof === undefined)
    throw new Error(`expected a proof ${name} among ${proofs.map((one) => one.name).join(', ')}`);
  return proof;
}

/** What is said when a program of the small course ends like that. */
function verdict(name: string, outcome: Ran, tree: Tree = smallTree): string | null {
  return opened(tree, 'compare', ({ proofs }) => named(proofs, name).verdict(seenIn(outcome)));
}

test('every example, every prediction and both programs of an exercise are proven, each where it stands', () => {
  opened(smallTree, 'compare', ({ proofs }) => {
    const starter = `${exercise}/starter.py`;
    expect(proofs.map(({ file, line, name }) => [file, line, name])).toEqual([
      [chunk, lineWith(smallTree[chunk], 'python run'), 'example 1'],
      [chunk, lineWith(smallTree[chunk], 'print("two")') - 1, 'example 2'],
      [quizzes, lineWith(smallTree[quizzes], 'value: { en: second }'), 'quiz `await-order`'],
      [starter, 1, 'starter'],
      [`${exercise}/solution.py`, 1, 'solution'],
    ]);
    expect(named(proofs, 'starter').code).toBe(smallTree[starter]);
    expect(named(proofs, 'quiz `await-order`').code.trim()).toBe('print("first")\nprint("second")');
  });
});

describe('an example', () => {
  const cure = 'read what it prints; when that is right, `studyloop check --update` puts it on record.';

  test('holds when it prints what is on record', () => {
    expect(verdict('example 1', printing('one\n'))).toBeNull();
    expect(verdict('example 2', printing('two\n'))).toBeNull();
  });

  test('does not hold when it prints something else, on either stream', () => {
    expect(verdict('example 1', printing('1\n'))).toBe(`expected "one\\n" on stdout, it printed "1\\n"; ${cure}`);
    expect(verdict('example 1', printing('one\n', { stderr: 'Warning\n' }))).toBe(
      `expected "" on stderr, it printed "Warning\\n"; ${cure}`,
    );
  });

  test('does not hold while nothing is on record', () => {
    const { [lock]: _, ...unproven } = smallTree;
    expect(verdict('example 1', printing('one\n'), unproven)).toBe(
      `expected its output on record, found none; ${cure}`,
    );
  });

  test('does not hold when it does not end by itself', () => {
    expect(verdict('example 1', { kind: 'timed-out', limitMs: 1000, ...facts })).toBe(
      'expected the program to end by itself, it came out timed-out; mend the program.',
    );
  });

  test('that is gone must not stay on record', () => {
    const shorter = {
      ...smallTree,
      [chunk]: swap('```python run\nprint("two")', '```python\nprint("two")')(smallTree[chunk]),
    };
    expect(verdict('example 1', printing('one\n'), shorter)).toBe(
      `expected no output on record behind that of the last example, found some; ${cure}`,
    );
    opened(shorter, 'renew', ({ proofs, save, root }) => {
      expect(named(proofs, 'example 1').verdict(seenIn(printing('one\n')))).toBeNull();
      expect(save()).toEqual([lock]);
      expect(readFileSync(join(root, lock), 'utf8')).not.toContain('two');
    });
  });

  test('is put on record, and holds from then on', () => {
    opened(smallTree, 'renew', ({ proofs, save, root }) => {
      expect(named(proofs, 'example 2').verdict(seenIn(printing('zwei\n', { stderr: 'a: "b"\n' })))).toBeNull();
      expect(save()).toEqual([lock]);
      const { folders } = fit(loadLibrary(root));
      const again = proofsOf(folders, openRecords(openFolder(root, refuse), folders, 'compare'));
      expect(named(again, 'example 1').verdict(seenIn(printing('one\n')))).toBeNull();
      expect(named(again, 'example 2').verdict(seenIn(printing('zwei\n', { stderr: 'a: "b"\n' })))).toBeNull();
    });
  });

  test('that prints what is on record leaves the record alone', () => {
    opened(smallTree, 'renew', ({ proofs, save }) => {
      expect(named(proofs, 'example 1').verdict(seenIn(printing('one\n')))).toBeNull();
      expect(save()).toEqual([]);
    });
  });
});

describe('a prediction', () => {
  const name = 'quiz `await-order`';
  const aboutErrors = {
    ...smallTree,
    [quizzes]: swap(
      'stdout-line: 2',
      'last-stderr-line: true',
    )(swap('value: { en: second }', "value: { en: 'ValueError: no' }")(smallTree[quizzes])),
  };

  test('holds when the right option is what the program prints there', () => {
    expect(verdict(name, printing('first\nsecond\n'))).toBeNull();
    const traceback = 'Traceback (most recent call last):\nValueError: no\n';
    expect(verdict(name, printing('', { stderr: traceback, exitCode: 1 }), aboutErrors)).toBeNull();
  });

  test('does not hold when the program prints something else there, or nothing', () => {
    expect(verdict(name, printing('second\nfirst\n'))).toBe(
      'expected line 2 of its output to be `second`, the program says `first`; mend the option or the program.',
    );
    expect(verdict(name, printing('second'))).toContain('the program says nothing there');
    expect(verdict(name, printing('ValueError: no\n'), aboutErrors)).toContain('the last line of its errors');
  });
});

describe("an exercise's program", () => {
  test.each(['starter', 'solution'])('%s ends well, whatever it prints', (name) => {
    expect(verdict(name, printing('anything\n', { stderr: 'at all' }))).toBeNull();
  });

  test.each(['starter', 'solution'])('%s must not end in an error', (name) => {
    const stderr = 'Traceback (most recent call last):\nNameError: x\n';
    expect(verdict(name, printing('', { stderr, exitCode: 1 }))).toBe(
      'expected the program to end without an error, it ended with exit code 1 (NameError: x); mend it.',
    );
  });
});

describe('a small program of a table or of a misconception', () => {
  const concepts = `${lesson}/concepts.yaml`;
  const misconceptions = `${lesson}/misconceptions.yaml`;
  const tree: Tree = {
    ...smallTree,
    [concepts]: swap(
      '    chunk: null\nwhen:',
      '    chunk: null\n    example: { code: print("later"), prints: later }\nwhen:',
    )(smallTree[concepts]),
    [misconceptions]: `${smallTree[misconceptions]}  program: print("a a b")\n  shows: a a b\n`,
  };

  test('holds when it prints just what is written beside it', () => {
    expect(verdict('example of `task`', printing('later\n'), tree)).toBeNull();
    expect(verdict('proof of `always-yields`', printing('a a b\n'), tree)).toBeNull();
  });

  test('does not hold when it prints something else, or fails', () => {
    expect(verdict('proof of `always-yields`', printing('a b a\n'), tree)).toBe(
      'expected it to print "a a b", it printed "a b a"; mend one of them.',
    );
    expect(verdict('example of `task`', printing('', { stderr: 'NameError: x\n', exitCode: 1 }), tree)).toBe(
      'expected it to print "later", it printed "NameError: x"; mend one of them.',
    );
  });

  test('is proven where it stands, and learners get it with the row or the belief', () => {
    opened(tree, 'compare', ({ proofs }) => {
      expect(named(proofs, 'example of `task`')).toMatchObject({
        file: concepts,
        line: lineWith(String(tree[concepts]), 'example:'),
      });
      expect(named(proofs, 'proof of `always-yields`')).toMatchObject({ file: misconceptions, line: 5 });
    });
    withTree(tree, (root) => {
      const [course] = fit(loadLibrary(root)).library.courses;
      expect(course?.concepts[1]?.example).toEqual({ code: 'print("later")', prints: 'later' });
      expect(course?.misconceptions[0]?.program).toBe('print("a a b")');
    });
  });
});

describe('what is not translated', () => {
  test('is counted per kind, a kind that lacks nothing is left out', () => {
    const inBoth = swap(
      'title: { en: Basics }\npromise: { en: You will know. }\nobjectives:\n  - { text: { en: know }, concepts: [task] }',
      '',
    )(smallTree[`${lesson}/lesson.yaml`]);
    const head = `title: { en: Basics, zh: 基础 }\npromise: { en: You will know., zh: 会 }\nobjectives:\n  - { text: { en: know, zh: 懂 }, concepts: [task] }`;
    const translated = swap('title: { en: One chapter }', 'title: { en: One chapter, zh: 一 }')(`${head}${inBoth}`);
    const outline = swap('title: { en: Before }', 'title: { en: Before, zh: 之前 }')(smallTree['async/course.yaml']);
    const tree = { ...smallTree, [`${lesson}/lesson.yaml`]: translated, 'async/course.yaml': outline };
    withTree(tree, (root) => {
      expect(untranslatedIn('zh', fit(loadLibrary(root)).library)).toEqual({
        concepts: { lacking: 3, of: 3 },
        misconceptions: { lacking: 1, of: 1 },
        chunks: { lacking: 2, of: 2 },
        quizzes: { lacking: 7, of: 7 },
        'reading entries': { lacking: 2, of: 2 },
        'review pages': { lacking: 1, of: 1 },
      });
    });
  });
});

test('a review page says why in both languages when its front matter has the other', () => {
  const page = smallTree['review/blocking_sleep.md'];
  const written = swap('language: en', "language: en\nwhy: { zh: '看 `sleep`。' }")(page);
  const comment = swap('while it sleeps. }', 'while it sleeps., zh: 停 }')(written);
  withTree({ ...smallTree, 'review/blocking_sleep.md': comment }, (root) => {
    const { library } = fit(loadLibrary(root));
    expect(library.reviewPages[0]?.why.zh).toEqual([
      {
        kind: 'prose',
        spans: [
          { kind: 'text', text: '看 ' },
          { kind: 'code', text: 'sleep' },
          { kind: 'text', text: '。' },
        ],
      },
    ]);
    expect(untranslatedIn('zh', library)).not.toHaveProperty('review pages');
  });
});

describe('proving', () => {
  /** A runner whose programs print their own code; tells how many ran at once at most. */
  function echo(): CodeRunner & { readonly most: () => number } {
    let [now, most] = [0, 0];
    return {
      most: () => most,
      python: async () => null,
      cancel: async () => 'not-there',
      async *run({ code }) {
        now += 1;
        most = Math.max(most, now);
        yield { kind: 'started' };
        await new Promise(setImmediate);
        now -= 1;
        yield { kind: 'done', outcome: printing(code) };
      },
    };
  }

  const forgetful: Memory<Seen> = { recall: () => null, keep: () => undefined };

  const proofs: readonly Proof[] = Array.from({ length: 9 }, (_, place) => ({
    file: 'a.md',
    line: place + 1,
    name: `example ${place}`,
    code: String(place),
    since: null,
    verdict: ({ stdout }) => (Number(stdout) % 3 === 0 ? 'expected more.' : null),
  }));

  test('runs every program once, so many at a time, and tells which do not hold', async () => {
    const runner = echo();
    let proven = 0;
    const { signal } = new AbortController();
    const bench = { runner, memory: forgetful };
    const failures = await prove(proofs, bench, { width: 4, onProven: () => (proven += 1), signal });
    expect(failures.map(({ proof, fault }) => `${proof.line} ${fault}`).toSorted()).toEqual([
      '1 expected more.',
      '4 expected more.',
      '7 expected more.',
    ]);
    expect([proven, runner.most()]).toEqual([9, 4]);
  });

  test.each([
    ['real', []],
    ['virtual', ['a.md']],
  ] as const)(
    'what a busy machine may have disturbed is run again on the real clock alone (%s)',
    async (clock, files) => {
      let runs = 0;
      const runner: CodeRunner = {
        python: async () => null,
        cancel: async () => 'not-there',
        async *run() {
          runs += 1;
          yield {
            kind: 'done',
            outcome: { kind: 'finished', ...facts, clock, stdout: runs === 1 ? 'late' : 'in time' },
          };
        },
      };
      const punctual: Proof['verdict'] = ({ stdout }) => (stdout === 'late' ? 'late.' : null);
      const proof: Proof = { file: 'a.md', line: 1, name: 'example 1', code: '', since: null, verdict: punctual };
      const { signal } = new AbortController();
      const bench = { runner, memory: forgetful };
      const failures = await prove([proof], bench, { width: 2, onProven: () => undefined, signal });
      expect(failures.map((failure) => failure.proof.file)).toEqual(files);
    },
  );
});
