import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommandLine } from '#cli/program.ts';
import { openFolder } from '#content/folder.ts';
import { loadLibrary } from '#content/load-library.ts';
import { proofsOf } from '#content/proofs.ts';
import { openRecords } from '#content/records.ts';
import type { Seen } from '#content/seen.ts';
import { gradingsOf, proveExercises } from '#content/prove-exercises.ts';
import type { Tree } from '../../support/content-tree.ts';
import { smallTree } from '../../support/content-tree.ts';
import { project } from '../../support/program.ts';
import { openTestRunner } from '../../support/test-runner.ts';

/** A copy of the project in which something can be made. */
let copy = '';

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'studyloop-new-'));
});

afterAll(async () => {
  await rm(copy, { recursive: true, force: true });
});

/** A folder of the copy's own with these parts of the project in it. */
function copyOf(name: string, parts: readonly string[]): string {
  const root = join(copy, name);
  for (const part of parts) cpSync(join(project, part), join(root, part), { recursive: true });
  return root;
}

/** The same, with what the project's tools need. */
function copyWithTools(name: string, parts: readonly string[]): string {
  const root = copyOf(name, ['package.json', '.oxfmtrc.json', ...parts]);
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  return root;
}

/** A project that has this content and nothing else. */
function write(name: string, tree: Tree): string {
  const root = join(copy, name);
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(join(root, 'content', path, '..'), { recursive: true });
    writeFileSync(join(root, 'content', path), text);
  }
  return root;
}

/** Types `studyloop new …` in a project. */
async function make(root: string, ...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runCommandLine(['new', ...args], {
    stdin: new PassThrough(),
    stdout,
    stderr,
    environment: {},
    folder: root,
    project: root,
    stopping: new AbortController().signal,
  });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

function loaded(root: string) {
  const content = loadLibrary(join(root, 'content'));
  if (content.kind === 'problems') throw new Error(JSON.stringify(content.problems));
  return content;
}

/** The files that were made or changed, in the words of who did it. */
function filesIn(stdout: string): readonly string[] {
  return Array.from(stdout.matchAll(/(?<=^(?:made|changed): ).+$/gmu), ([path]) => path);
}

/** A development tool of the project, run in a copy: what it printed, when it was not content. */
function complaintsOf(root: string, ...args: readonly string[]): string {
  const [tool = '', ...rest] = args;
  const ended = spawnSync(process.execPath, [join('node_modules', tool), ...rest], { cwd: root, encoding: 'utf8' });
  return ended.status === 0 ? '' : `${ended.stdout}${ended.stderr}`;
}

/** Files and what stands in them. */
function everythingIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

describe('new content', () => {
  const newcomers = [
    ['lesson', 'async/09-testing-it'],
    ['lesson', 'async/40-more'],
    ['quiz', 'async/08-async-await/a-new-question'],
    ['quiz', 'async/09-testing-it/another-new-question'],
    ['exercise', 'async/08-async-await/a-new-exercise'],
    ['rule', 'a_new_rule'],
  ] as const;
  let root = '';
  const said: string[] = [];

  beforeAll(async () => {
    root = copyWithTools('content', ['content']);
    for (const [kind, name] of newcomers) {
      const { code, stdout, stderr } = await make(root, kind, name);
      expect([code, stderr]).toEqual([0, '']);
      said.push(stdout);
    }
  });

  test('loads', () => {
    const before = loaded(project).library.courses.find(({ id }) => id === 'async');
    const [folder] = loaded(root).folders.filter(({ course }) => course.id === 'async');
    const { course, lessons } = folder ?? {};
    const announced = before?.lessons.find(({ number }) => number === 9);
    expect(course?.lessons.find(({ number }) => number === 9)).toMatchObject({ kind: 'here', title: announced?.title });
    expect(course?.lessons.map(({ number }) => number)).toEqual([
      ...(before?.lessons ?? []).map(({ number }) => number),
      40,
    ]);
    expect(course?.quizzes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['a-new-question', 'another-new-question', 'testing-it-first-question']),
    );
    const exercises = lessons?.flatMap((lesson) => lesson.exercises.flatMap(({ mentions }) => mentions.given));
    expect(exercises).toContainEqual(expect.objectContaining({ id: 'a-new-exercise' }));
    expect(existsSync(join(root, 'content/review/a_new_rule.md'))).toBe(true);
  });

  test('is formatted', () => {
    expect(complaintsOf(root, '.bin/oxfmt', '--check', ...said.flatMap(filesIn))).toBe('');
  });

  test('says what it made and what to do next', () => {
    expect(said[0]).toBe(
      [
        'made: content/async/09-testing-it/lesson.yaml',
        'made: content/async/09-testing-it/concepts.yaml',
        'made: content/async/09-testing-it/misconceptions.yaml',
        'made: content/async/09-testing-it/chunks/010-testing-it-opening.md',
        'made: content/async/09-testing-it/chunks/010-testing-it-opening.lock.yaml',
        'made: content/async/09-testing-it/quizzes/010-testing-it-opening.yaml',
        'changed: content/async/course.yaml',
        'Next: write your lesson into content/async/09-testing-it, then ./bin/studyloop check --update, which puts on record what examples print\n',
      ].join('\n'),
    );
    for (const stdout of said) expect(stdout).toMatch(/^(?:(?:made|changed): \S+\n)+Next: .+\n$/u);
  });

  test('holds what its programs print', { timeout: 30_000 }, () => {
    const { folders } = loaded(root);
    const folder = openFolder(join(root, 'content'), (problem) => expect.fail(problem.message));
    const proofs = proofsOf(folders, openRecords(folder, folders, 'compare')).filter(
      ({ file }) => !existsSync(join(project, 'content', file)),
    );
    expect(proofs).toHaveLength(2 + 4 + 2);
    for (const { name, code, verdict } of proofs) expect(verdict(endOf(code)), name).toBeNull();
  });

  test('has an exercise that proves itself', { timeout: 30_000 }, async () => {
    await using runner = await openTestRunner();
    const gradings = gradingsOf(loaded(root).folders).filter(({ file }) => file.includes('/a-new-exercise/'));
    const progress = { width: 1, onProven: () => {}, signal: new AbortController().signal };
    expect(gradings.map(({ what }) => what)).toEqual(['starter', 'solution', 'mutant']);
    expect(
      await proveExercises(gradings, { grader: runner, memory: { recall: () => null, keep: () => {} } }, progress),
    ).toEqual([]);
  });

  test('keeps the remarks in the course file, and lists what was never announced in its place', async () => {
    const tree = write('remarks', smallTree);
    const list = join(tree, 'content/async/course.yaml');
    writeFileSync(
      list,
      `# The course.
title: { en: Async }
lessons:
  # Old ones.
  - { number: 1, title: { en: Before } } # next year

  - number: 5 # soon
    # Its title.
    title: { en: 'Five: the fifth' } # a draft
  - { number: 8, folder: 08-basics }

# The end.
`,
    );
    for (const name of ['01-before', '03-third', '05-fifth', '09-last']) await make(tree, 'lesson', `async/${name}`);
    expect(readFileSync(list, 'utf8')).toBe(`# The course.
title: { en: Async }
lessons:
  # Old ones.
  - { number: 1, folder: 01-before } # next year
  - { number: 3, folder: 03-third }

  - number: 5 # soon
    # Its title.
    folder: 05-fifth # a draft
  - { number: 8, folder: 08-basics }
  - { number: 9, folder: 09-last }

# The end.
`);
    expect(loaded(tree).library.courses[0]?.lessons).toMatchObject([
      { kind: 'here', title: { en: 'Before' } },
      { kind: 'here', title: { en: 'Lesson 3' } },
      { kind: 'here', title: { en: 'Five: the fifth' } },
      { kind: 'here' },
      { kind: 'here' },
    ]);
  });

  test('gets ids of its own, also where the obvious ones are taken', async () => {
    const tree = copyOf('ids', ['content']);
    for (const name of ['30-again', '31-again', '32-again']) {
      expect(await make(tree, 'lesson', `async/${name}`)).toMatchObject({ code: 0 });
    }
    const ids = loaded(tree).library.courses[0]?.chunks.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['again-opening', 'again-opening-2', 'again-opening-3']));
  });
});

describe('a new command', () => {
  const names = ['streak', 'weekly-goal', 'a-name-with-all-the-letters-it-has'.slice(0, 32)];
  let root = '';
  const made: string[] = [];
  const edited = [
    'content/texts/en.yaml',
    'content/texts/zh.yaml',
    'src/core/phrases.ts',
    'src/core/local-names.ts',
    'src/core/commands/index.ts',
  ];
  const before = new Map<string, readonly string[]>();
  const lines = (path: string) => readFileSync(join(root, path), 'utf8').split('\n').filter(Boolean);

  beforeAll(async () => {
    const settings = ['tsconfig.json', 'vitest.config.ts', '.oxlintrc.json'];
    root = copyWithTools('command', ['content/texts', 'src', 'tests/support', ...settings]);
    for (const path of edited) before.set(path, lines(path));
    for (const name of names) {
      const { code, stdout, stderr } = await make(root, 'command', name);
      expect([code, stderr]).toEqual([0, '']);
      made.push(...filesIn(stdout));
    }
  });

  test('adds its line to the list, to the phrases and to every language', () => {
    expect(new Set(made)).toEqual(
      new Set([
        ...names.flatMap((name) => [`src/core/commands/${name}.ts`, `tests/unit/core/commands/${name}.test.ts`]),
        ...edited,
      ]),
    );
    for (const path of edited.filter((one) => !one.endsWith('index.ts'))) {
      const original = before.get(path) ?? [];
      const each = path.endsWith('local-names.ts') ? 1 : 2;
      expect(lines(path).length - original.length, path).toBe(each * names.length);
      expect(lines(path), path).toEqual(expect.arrayContaining([...original]));
    }
  });

  test('is formatted', () => {
    expect(complaintsOf(root, '.bin/oxfmt', '--check', ...new Set(made))).toBe('');
  });

  test('is typed', () => {
    const settings = { extends: './tsconfig.json', include: ['src/core', 'tests/unit/core/commands'] };
    writeFileSync(join(root, 'tsconfig.commands.json'), JSON.stringify(settings));
    expect(complaintsOf(root, 'typescript/bin/tsc', '-p', 'tsconfig.commands.json')).toBe('');
  });

  test('has nothing that the linter minds', () => {
    const code = made.filter((path) => path.endsWith('.ts'));
    expect(complaintsOf(root, '.bin/oxlint', ...new Set(code))).toBe('');
  });

  test('passes its test, and the one that asks for a name in every language', () => {
    cpSync(join(project, 'tests/unit/core/local-names.test.ts'), join(root, 'tests/unit/core/local-names.test.ts'));
    expect(complaintsOf(root, 'vitest/vitest.mjs', 'run', 'tests/unit/core/commands', 'local-names')).toBe('');
  });
});

describe('what cannot be made', () => {
  let root = '';

  beforeAll(() => {
    root = copyOf('refused', ['content', 'src/core']);
  });

  test.each([
    ['kind', 'poem', 'ode', 'expected lesson, quiz, exercise, command, rule, found `poem`; choose one of them.'],
    ['a kind that is a part of every object', 'constructor', 'x', 'choose one of them.'],
    ['lesson without a number', 'lesson', 'async/testing', 'expected a name such as async/09-testing, found'],
    ['lesson without a course', 'lesson', '09-testing', 'expected a name such as async/09-testing, found'],
    ['lesson 0', 'lesson', 'async/00-testing', 'expected a lesson number from 01, found 00;'],
    [
      'lesson of an unknown course',
      'lesson',
      'rust/09-testing',
      'expected a course that exists (async), found `rust`;',
    ],
    [
      'lesson that is here',
      'lesson',
      'async/08-again',
      'expected a lesson that is not here yet, lesson 8 of async is;',
    ],
    ['lesson above the content', 'lesson', '../async/09-testing', 'expected a name such as async/09-testing, found'],
    ['lesson at the root', 'lesson', '/async/09-testing', 'expected a name such as async/09-testing, found'],
    ['lesson with two lines', 'lesson', 'async/09-testing\n', 'expected a name such as async/09-testing, found'],
    [
      'quiz of an unknown lesson',
      'quiz',
      'async/01-a/b',
      'expected a lesson that exists (async/08-async-await), found',
    ],
    ['quiz of an unknown course', 'quiz', 'rust/01-a/b', 'expected a course that exists (async), found `rust`;'],
    ['quiz above its lesson', 'quiz', 'async/08-async-await/../x', 'expected a name such as async/08-async-await/gath'],
    ['quiz that YAML takes for nothing', 'quiz', 'async/08-async-await/null', 'expected a name such as async/08-asy'],
    ['quiz that YAML takes for a number', 'quiz', 'async/08-async-await/1e3', 'expected a name such as async/08-asy'],
    ['quiz with an id that is taken', 'quiz', 'async/08-async-await/await', 'something in async is called `await`'],
    ['exercise with an id that is taken', 'exercise', 'async/08-async-await/await', 'something in async is called'],
    ['exercise without a lesson', 'exercise', 'async/retry', 'expected a name such as async/08-async-await/retry,'],
    ['command that is there', 'command', 'run', 'src/core/commands/run.ts exists already;'],
    ['command like the list of them', 'command', 'index', 'src/core/commands/index.ts exists already;'],
    ['command that is a word of the language', 'command', 'delete', '`delete` means something there;'],
    ['command that its own file would use', 'command', 'prose', '`prose` means something there;'],
    ['command in capitals', 'command', 'Streak', 'expected a name such as streak, found `Streak`;'],
    ['command too long for chats', 'command', 'x'.repeat(33), 'expected at most 32 characters,'],
    ['command elsewhere', 'command', '../../streak', 'expected a name such as streak, found `../../streak`;'],
    ['rule with hyphens', 'rule', 'blocking-nap', 'expected a name such as blocking_sleep, found `blocking-nap`;'],
    ['rule elsewhere', 'rule', '../blocking_nap', 'expected a name such as blocking_sleep, found'],
  ])('%s: one sentence, exit code 2, and nothing is touched', async (...[, kind, name, sentence]) => {
    const before = everythingIn(root);
    const { code, stdout, stderr } = await make(root, kind, name);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
    expect(stderr).toMatch(/^expected [^\n]+\.\n$/u);
    expect(everythingIn(root)).toEqual(before);
  });

  test.each([
    ['lesson', 'async/09-testing'],
    ['quiz', 'async/08-async-await/a-new-question'],
    ['exercise', 'async/08-async-await/a-new-exercise'],
    ['command', 'streak'],
    ['rule', 'a_new_rule'],
  ])('%s %s a second time: the first stays as it is', async (kind, name) => {
    const again = copyOf(`again-${kind}`, ['content', 'src/core']);
    expect(await make(again, kind, name)).toMatchObject({ code: 0 });
    const before = everythingIn(again);
    const { code, stderr } = await make(again, kind, name);
    expect([code, stderr.split('\n').length]).toEqual([2, 2]);
    expect(everythingIn(again)).toEqual(before);
  });

  test('a quiz where no misconception is written yet: a sentence, exit code 2', async () => {
    const { 'async/08-basics/quizzes/010-waiting.yaml': _, ...bare } = smallTree;
    const without = write('bare', { ...bare, 'async/08-basics/misconceptions.yaml': '[]\n' });
    const { code, stderr } = await make(without, 'quiz', 'async/08-basics/first');
    expect([code, stderr]).toEqual([
      2,
      'expected a misconception for the wrong options, found none; write one in content/async/08-basics/misconceptions.yaml first.\n',
    ]);
  });

  test('content in content that has faults: they are told, exit code 1', async () => {
    const broken = copyOf('broken', ['content']);
    rmSync(join(broken, 'content/async/course.yaml'));
    const { code, stderr } = await make(broken, 'lesson', 'async/09-testing');
    expect(code).toBe(1);
    expect(stderr).toContain('content/async/course.yaml:1: expected this file, found none; write it.');
  });

  test('a command in a list that looks otherwise: a sentence, exit code 1, and nothing is touched', async () => {
    const changed = copyOf('changed', ['content', 'src/core']);
    writeFileSync(join(changed, 'src/core/commands/index.ts'), 'export const commands = [];\n');
    const before = everythingIn(changed);
    const { code, stderr } = await make(changed, 'command', 'streak');
    expect([code, stderr]).toEqual([
      1,
      'expected src/core/commands/index.ts in its usual form, found it changed; add the new line to it by hand.\n',
    ]);
    expect(everythingIn(changed)).toEqual(before);
  });
});

/** How a program of ours ends on this machine's Python; it needs no sandbox. */
function endOf(code: string): Seen {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
  return {
    kind: 'finished',
    exitCode: status,
    stdout,
    stderr,
    clock: 'real',
    clockMs: 0,
    isExact: false,
    findings: [],
    writers: [],
  };
}
