import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Loaded } from '#content/load-library.ts';
import { loadLibrary } from '#content/load-library.ts';
import { describeProblems } from '#content/problem.ts';
import type { Tree } from '../../support/content-tree.ts';
import { loadTree, problemsOf, smallTree, swap, withTree } from '../../support/content-tree.ts';

const lesson = 'async/08-basics';
const chunk = `${lesson}/chunks/010-waiting.md`;
const lock = `${lesson}/chunks/010-waiting.lock.yaml`;
const exercise = `${lesson}/exercises/retry`;

function taught(tree: Tree): Extract<Loaded, { readonly kind: 'loaded' }> {
  const loaded = loadTree(tree);
  if (loaded.kind === 'problems') throw new Error(describeProblems(loaded.problems));
  return loaded;
}

function without(...paths: readonly (keyof typeof smallTree)[]): Tree {
  return Object.fromEntries(Object.entries(smallTree).filter(([path]) => !paths.some((one) => one === path)));
}

describe('a content folder without a fault', () => {
  test('becomes a course with its lessons, chunks, concepts and misconceptions', () => {
    const [course] = taught(smallTree).library.courses;
    expect(course).toMatchObject({
      id: 'async',
      title: { en: 'Async', zh: '异步' },
      lessons: [
        { kind: 'announced', number: 1 },
        { kind: 'here', number: 8, chapters: [{ chunks: ['waiting', 'tasks'] }] },
      ],
      concepts: [
        { id: 'await', table: 'takeaways', chunk: 'waiting' },
        { id: 'task', table: 'takeaways', chunk: null },
        { id: 'cpu', table: 'when', cases: [{ id: 'primes', verdict: 'no' }] },
      ],
      misconceptions: [{ id: 'always-yields' }],
    });
    expect(course?.chunks).toMatchObject([
      {
        id: 'waiting',
        chapter: { en: 'One chapter' },
        concept: 'await',
        examples: ['print("one")\n', 'print("two")\n'],
      },
      { id: 'tasks', concept: null, examples: [] },
    ]);
  });

  test('becomes blocks: prose with its spans, lists, tables and code', () => {
    const [first] = taught(smallTree).library.courses[0]?.chunks ?? [];
    expect(first?.body.en).toEqual([
      {
        kind: 'prose',
        spans: [
          { kind: 'text', text: 'Who waits? ' },
          { kind: 'strong', text: 'Nobody' },
          { kind: 'text', text: ' ' },
          { kind: 'emphasis', text: 'yet' },
          { kind: 'text', text: '; read ' },
          { kind: 'link', text: 'the reference', url: 'https://docs.python.org/3/' },
          { kind: 'text', text: ' on ' },
          { kind: 'code', text: 'await' },
          { kind: 'text', text: '.' },
        ],
      },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two' }]] },
      {
        kind: 'table',
        header: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]],
        rows: [[[{ kind: 'text', text: '1' }], [{ kind: 'text', text: '2' }]]],
      },
      { kind: 'code', language: 'python', text: 'print("one")' },
      { kind: 'code', language: 'text', text: 'one' },
      { kind: 'code', language: 'python', text: 'print("two")' },
    ]);
  });

  test('has written questions before those that the tables hold by themselves', () => {
    const quizzes = taught(smallTree).library.courses[0]?.quizzes ?? [];
    expect(quizzes.map(({ id, type }) => `${type} ${id}`)).toEqual([
      'predict await-order',
      'multiple await-all',
      'match meaning-of-await',
      'match term-for-await',
      'match meaning-of-task',
      'match term-for-task',
      'verdict when-cpu-primes',
    ]);
    const answer = quizzes[0]?.variants[0]?.answer;
    expect(answer?.kind === 'pick' ? answer.options : []).toMatchObject([
      { label: { en: 'second' }, right: true, misconception: null },
      { label: { en: 'first' }, right: false, misconception: 'always-yields' },
      { label: { en: 'third' }, right: false, misconception: 'always-yields' },
    ]);
  });

  test('speaks each language, with values as they are and plurals as the language has them', () => {
    const { speak } = taught(smallTree).library;
    expect(speak('en')('button.continue-at', { title: '<a> & {{title}}' })).toBe(
      'Says button.continue-at <a> & {{title}}',
    );
    expect(speak('zh')('button.next')).toBe('说 button.next');
    expect([1, 2].map((count) => speak('en')('lesson.chapter-line', { count }))).toEqual([
      'Says lesson.chapter-line 1',
      'Says lesson.chapter-line 2',
    ]);
    expect(speak('zh')('lesson.chapter-line', { count: 1 })).toBe('说 lesson.chapter-line 1');
  });

  test('may have Windows line ends and a byte order mark', () => {
    const windows = Object.entries(smallTree).map(([path, text]) => [path, `\uFEFF${text.replaceAll('\n', '\r\n')}`]);
    expect(taught(Object.fromEntries(windows)).library.courses).toEqual(taught(smallTree).library.courses);
  });

  test('gives learners an exercise without what solves it', () => {
    const exercises = taught(smallTree).library.courses[0]?.exercises;
    expect(exercises).toEqual([
      {
        id: 'retry',
        title: { en: 'Try again' },
        concept: 'task',
        chunk: 'tasks',
        task: { en: [expect.objectContaining({ kind: 'prose' })] },
        hints: {
          en: ['Look.', 'Look again.', 'Write a loop.'].map((text) => [{ kind: 'text', text }]),
        },
        starter: smallTree[`${exercise}/starter.py`],
        tests: smallTree[`${exercise}/tests.py`],
      },
    ]);
    expect(JSON.stringify(exercises)).not.toContain('return call()');
  });

  test('has its exercises in the order of the pages to which they belong', () => {
    const earlier = Object.entries(smallTree).flatMap(([path, text]) => {
      const other = path.replace('exercises/retry', 'exercises/zz-first');
      return other === path
        ? []
        : [[other, text.replace('id: retry', 'id: zz-first').replace('chunk: tasks', 'chunk: waiting')]];
    });
    const { library } = taught({ ...smallTree, ...Object.fromEntries(earlier) });
    expect(library.courses[0]?.exercises.map(({ id }) => id)).toEqual(['zz-first', 'retry']);
  });

  test('may have no exercises, no quizzes, no review pages and no table of when to use it', () => {
    const kept = Object.entries(smallTree).filter(([path]) => !/exercises|quizzes|review/u.test(path));
    const concepts = smallTree[`${lesson}/concepts.yaml`].replace(/^when:[^]*/mu, '');
    const { library } = taught({ ...Object.fromEntries(kept), [`${lesson}/concepts.yaml`]: concepts });
    expect(library.courses[0]?.quizzes.map(({ type }) => type)).toEqual(['match', 'match', 'match', 'match']);
  });

  test('can hold several courses, whose ids do not meet', () => {
    const other = Object.entries(smallTree)
      .filter(([path]) => path.startsWith('async/'))
      .map(([path, text]) => [path.replace('async/', 'threads/'), text]);
    const { library } = taught({ ...smallTree, ...Object.fromEntries(other) });
    expect(library.courses.map(({ id }) => id)).toEqual(['async', 'threads']);
  });

  test('cannot be changed by who holds it', () => {
    const { library, folders } = taught(smallTree);
    const seen = new Set<unknown>();
    const open: unknown[] = [];
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || seen.has(value)) return;
      seen.add(value);
      if (!Object.isFrozen(value)) open.push(value);
      Object.values(value).forEach(look);
    };
    look({ library, folders });
    expect(open).toHaveLength(1);
    expect(seen.size).toBeGreaterThan(100);
  });
});

describe('files', () => {
  const missing = 'expected this file, found none; write it.';

  test.each([
    'texts/en.yaml',
    'texts/zh.yaml',
    'async/course.yaml',
    `${lesson}/lesson.yaml`,
    `${lesson}/concepts.yaml`,
    `${lesson}/misconceptions.yaml`,
    `${exercise}/exercise.yaml`,
    `${exercise}/task.md`,
    `${exercise}/hints.md`,
    `${exercise}/starter.py`,
    `${exercise}/solution.py`,
    `${exercise}/tests.py`,
  ] as const)('%s that is missing is one problem, and nothing is told that follows from it', (file) => {
    expect(problemsOf(without(file))).toEqual([{ file, line: 1, message: missing }]);
  });

  test.each(Object.keys(smallTree).filter((path) => path !== lock))('%s that is empty is one problem', (file) => {
    expect(problemsOf({ ...smallTree, [file]: ' \n\n' })).toEqual([
      { file, line: 1, message: 'expected a text, found an empty file; write it, or delete the file.' },
    ]);
  });

  test.each([
    ['readme.md', 'expected a course folder here, found a file; move or delete it.'],
    ['texts/de.yaml', 'expected only en.yaml, zh.yaml here; move or delete it.'],
    [
      'async/notes.md',
      'expected only course.yaml and the folders that it lists here; list it there, move or delete it.',
    ],
    [
      `${lesson}/notes.md`,
      'expected only lesson.yaml, concepts.yaml, misconceptions.yaml, reading.yaml, errors.yaml, chunks, quizzes, exercises here; move or delete it.',
    ],
    [`${lesson}/chunks/notes.txt`, 'expected only .md files here; move or delete it.'],
    [`${lesson}/chunks/020-tasks.lock.yaml`, 'expected a chunk with examples beside it, found none; delete it.'],
    [`${lesson}/quizzes/notes.md`, 'expected only .yaml files here; move or delete it.'],
    [`${lesson}/exercises/notes.md`, 'expected only folders here, one for each exercise; move or delete it.'],
    [
      `${exercise}/notes.md`,
      'expected only exercise.yaml, task.md, hints.md, starter.py, solution.py, tests.py, mutants here; move or delete it.',
    ],
    [`${exercise}/mutants/notes.md`, 'expected only .py files here; move or delete it.'],
    ['review/notes.txt', 'expected only .md files here; move or delete it.'],
  ])('%s, which nothing reads, is a problem', (file, message) => {
    expect(problemsOf({ ...smallTree, [file]: 'notes\n' })).toEqual([{ file, line: 1, message }]);
  });

  test('what begins with a dot is nobody’s business', () => {
    expect(problemsOf({ ...smallTree, '.DS_Store': '', [`${lesson}/.notes.md.swp`]: '' })).toEqual([]);
  });

  test('a folder that no lesson of the course names is a problem', () => {
    expect(problemsOf({ ...smallTree, 'async/09-more/lesson.yaml': '' })).toMatchObject([
      { file: 'async/09-more', line: 1 },
    ]);
  });

  test('a course whose name people cannot type is a problem', () => {
    expect(problemsOf({ ...smallTree, 'My Course/course.yaml': smallTree['async/course.yaml'] })).toContainEqual({
      file: 'My Course',
      line: 1,
      message: 'expected a course folder named by lower-case words joined by hyphens, since people type it; rename it.',
    });
  });

  test('an exercise without a mutant is a problem', () => {
    expect(problemsOf(without(`${exercise}/mutants/none.py`))).toEqual([
      {
        file: `${exercise}/mutants`,
        line: 1,
        message: 'expected at least one .py file with a wrong solution, found none; write one.',
      },
    ]);
  });

  test('an exercise folder with nothing in it lacks each of its parts', () => {
    const files = problemsOf({ ...smallTree, [`${lesson}/exercises/again/.keep`]: '' }).map(({ file }) => file);
    expect(files).toEqual(
      ['exercise.yaml', 'hints.md', 'mutants', 'solution.py', 'starter.py', 'task.md', 'tests.py'].map(
        (name) => `${lesson}/exercises/again/${name}`,
      ),
    );
  });

  test('a folder without any course, or no folder at all, is a problem', () => {
    const problem = { file: '', line: 1, message: 'expected a course folder, found none; add one.' };
    const texts = Object.entries(smallTree).filter(([path]) => path.startsWith('texts/'));
    expect(problemsOf(Object.fromEntries(texts))).toEqual([problem]);
    const nowhere = loadLibrary('/nowhere/at/all');
    expect(nowhere.kind === 'problems' && nowhere.problems).toContainEqual(problem);
  });

  test('a course of announced lessons alone cannot be read', () => {
    const file = 'async/course.yaml';
    const announced = { [file]: swap(', folder: 08-basics', ', title: { en: Later }')(smallTree[file]) };
    const others = Object.entries(smallTree).filter(
      ([path]) => !path.startsWith('async/08') && !path.startsWith('review'),
    );
    expect(problemsOf({ ...Object.fromEntries(others), ...announced })).toEqual([
      { file, line: 1, message: 'expected a lesson with a `folder`, found none; write one.' },
    ]);
  });
});

describe('bytes', () => {
  const bytes = (text: string, ...strange: readonly number[]) => {
    const [before = '', after = ''] = text.split('waits?');
    return Buffer.concat([Buffer.from(before), Buffer.from(strange), Buffer.from(after)]);
  };

  test('a NUL character is told with its line', () => {
    expect(problemsOf({ ...smallTree, [chunk]: bytes(smallTree[chunk], 0) })).toEqual([
      { file: chunk, line: 8, message: 'expected text, found a NUL character; delete it.' },
    ]);
  });

  test('what is not UTF-8 is told with its line', () => {
    expect(problemsOf({ ...smallTree, [chunk]: bytes(smallTree[chunk], 0xe9, 0x20) })).toEqual([
      { file: chunk, line: 8, message: 'expected UTF-8 text; save the file in that encoding.' },
    ]);
  });

  test('Python files are read as strictly', () => {
    const file = `${exercise}/starter.py`;
    expect(problemsOf({ ...smallTree, [file]: Buffer.from('pass\n\0\n') })).toEqual([
      { file, line: 2, message: 'expected text, found a NUL character; delete it.' },
    ]);
  });
});

describe('what the disk refuses', () => {
  /** The problems of the small course after something was done to its folder. */
  const after = (change: (path: (part: string) => string) => void) =>
    withTree(smallTree, (root) => {
      change((part) => join(root, part));
      const loaded = loadLibrary(root);
      return loaded.kind === 'problems' ? loaded.problems : [];
    });

  test('a folder where a file should be', () => {
    const problems = after((path) => {
      rmSync(path(chunk));
      rmSync(path(lock));
      rmSync(path(`${lesson}/misconceptions.yaml`));
      mkdirSync(path(`${lesson}/misconceptions.yaml`));
      writeFileSync(path(chunk), smallTree[chunk]);
    });
    expect(problems).toEqual([
      {
        file: `${lesson}/misconceptions.yaml`,
        line: 1,
        message: 'expected a file, found a folder of that name; move or rename the folder.',
      },
    ]);
  });

  test('a file where a folder should be', () => {
    const problems = after((path) => {
      rmSync(path(`${lesson}/quizzes`), { recursive: true });
      writeFileSync(path(`${lesson}/quizzes`), 'quizzes\n');
    });
    expect(problems).toEqual([
      {
        file: `${lesson}/quizzes`,
        line: 1,
        message: 'expected a folder, found a file of that name; move or rename the file.',
      },
    ]);
  });

  test('a file and a folder that cannot be read', () => {
    const problems = after((path) => {
      rmSync(path(`${exercise}/task.md`));
      symlinkSync('task.md', path(`${exercise}/task.md`));
      rmSync(path('review'), { recursive: true });
      symlinkSync('review', path('review'));
    });
    expect(problems).toEqual([
      {
        file: `${exercise}/task.md`,
        line: 1,
        message: 'expected a file that can be read, this one cannot (ELOOP); mend its permissions.',
      },
      {
        file: 'review',
        line: 1,
        message: 'expected a folder that can be read, this one cannot (ELOOP); mend its permissions.',
      },
    ]);
  });
});

describe('several faults', () => {
  const concepts = `${lesson}/concepts.yaml`;
  const quizzes = `${lesson}/quizzes/010-waiting.yaml`;

  test('in several files are all told, by file and line', () => {
    const tree = {
      ...smallTree,
      'texts/zh.yaml': swap('button.next:', 'button.after:')(smallTree['texts/zh.yaml']),
      [chunk]: swap('- one\n', '# One\n\n![two](https://example.org)\n\n- one\n')(smallTree[chunk]),
      [quizzes]: swap('stdout-line: 2', 'stdout-line: two')(smallTree[quizzes]),
      [`${exercise}/tests.py`]: '',
      'review/blocking_sleep.md': 'Why.\n',
      'stray.txt': '',
    };
    const problems = problemsOf(tree);
    expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      `${chunk}:10`,
      `${chunk}:12`,
      `${exercise}/tests.py:1`,
      `${quizzes}:9`,
      'review/blocking_sleep.md:1',
      'stray.txt:1',
      'texts/zh.yaml:1',
      expect.stringMatching(/^texts\/zh\.yaml:\d+$/u),
    ]);
    expect(describeProblems(problems).split('\n')).toHaveLength(problems.length);
  });

  test('in one file are all told', () => {
    const text = [
      swap('term: { en: await }', 'term: await'),
      swap('chunk: null', 'chunk: Not An Id'),
      swap('verdict: no', 'verdict: perhaps'),
    ].reduce<string>((changed, change) => change(changed), smallTree[concepts]);
    expect(problemsOf({ ...smallTree, [concepts]: text }).map(({ line }) => line)).toEqual([3, 11, 21]);
  });

  test('that follow from an unreadable file are not told', () => {
    const broken = swap('takeaways:', 'takeaways: {')(smallTree[concepts]);
    expect(new Set(problemsOf({ ...smallTree, [concepts]: broken }).map(({ file }) => file))).toEqual(
      new Set([concepts]),
    );
    const headless = swap('---\n', '')(smallTree[chunk]);
    expect(problemsOf({ ...smallTree, [chunk]: headless }).map(({ file }) => file)).toEqual([chunk]);
  });

  test('two chunks with one id are told where the second stands', () => {
    const second = `${lesson}/chunks/015-again.md`;
    expect(
      problemsOf({
        ...smallTree,
        [second]: swap('id: tasks', 'id: waiting')(smallTree[`${lesson}/chunks/020-tasks.md`]),
      }),
    ).toEqual([
      {
        file: second,
        line: 2,
        message: `expected a chunk id of its own, found \`waiting\`, which content/${chunk}:2 has; choose another.`,
      },
    ]);
  });

  test('a chunk that no chapter lists is told where its id stands', () => {
    const file = `${lesson}/chunks/030-more.md`;
    const text = swap('id: tasks\nlanguage: en', 'language: en\nid: more')(smallTree[`${lesson}/chunks/020-tasks.md`]);
    expect(problemsOf({ ...smallTree, [file]: text })).toEqual([
      {
        file,
        line: 3,
        message: 'expected `more` in a chapter of lesson.yaml, found it in none; list it, or delete this file.',
      },
    ]);
  });
});
