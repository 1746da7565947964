import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Loaded } from '#content/load-library.ts';
import { loadLibrary } from '#content/load-library.ts';
import type { Problem } from '#content/problem.ts';
import { phrases } from '#core/phrases.ts';

/** Files of a content folder by their paths in it. */
export type Tree = Readonly<Record<string, string | Uint8Array>>;

/** Writes a content folder, loads it and takes it away again. */
export function loadTree(tree: Tree): Loaded {
  return withTree(tree, loadLibrary);
}

/** Everything that is wrong with a content folder, as an author reads it. */
export function problemsOf(tree: Tree): readonly Problem[] {
  const loaded = loadTree(tree);
  return loaded.kind === 'problems' ? sorted(loaded.problems) : [];
}

const sorted = (problems: readonly Problem[]): readonly Problem[] =>
  problems.toSorted((one, other) => (one.file < other.file ? -1 : one.file > other.file ? 1 : one.line - other.line));

/** A content folder on disk for as long as `use` runs. */
export function withTree<Result>(tree: Tree, use: (root: string) => Result): Result {
  const root = mkdtempSync(join(tmpdir(), 'studyloop-content-'));
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A text with one part of it, which must be there, put otherwise. */
export function swap(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`expected ${JSON.stringify(from)} in ${text}`);
    return text.replace(from, () => to);
  };
}

/** The first line of a text in which something stands, from 1. */
export function lineWith(text: string, part: string): number {
  const line = text.split('\n').findIndex((one) => one.includes(part)) + 1;
  if (line === 0) throw new Error(`expected ${JSON.stringify(part)} in ${text}`);
  return line;
}

/** A small course of one lesson that has one of everything, and loads. */
export const smallTree = {
  'texts/en.yaml': texts('Says'),
  'texts/zh.yaml': texts('说'),
  'review/blocking_sleep.md': reviewPage(),
  'async/course.yaml': `title: { en: Async, zh: 异步 }
lessons:
  - { number: 1, title: { en: Before } }
  - { number: 8, folder: 08-basics }
`,
  'async/08-basics/lesson.yaml': `title: { en: Basics }
promise: { en: You will know. }
objectives:
  - { text: { en: know }, concepts: [task] }
chapters:
  - title: { en: One chapter }
    chunks:
      - waiting
      - tasks
`,
  'async/08-basics/concepts.yaml': `takeaways:
  - id: await
    term: { en: await }
    meaning: { en: Pause and wait }
    precisely: { en: It may not pause. }
    chunk: waiting
  - id: task
    term: { en: Task }
    meaning: { en: Scheduled coroutine }
    precisely: { en: It begins later. }
    chunk: null
when:
  - id: cpu
    term: { en: CPU-heavy work }
    meaning: { en: 'No' }
    precisely: { en: Nothing waits. }
    chunk: null
    cases:
      - id: primes
        scenario: { en: You count primes. }
        verdict: no
        because: { en: Nothing waits. }
`,
  'async/08-basics/misconceptions.yaml': `- id: always-yields
  concept: await
  belief: { en: await always yields }
  truth: { en: It may not. }
`,
  'async/08-basics/reading.yaml': `- title: { en: Required }
  entries:
    - id: reference
      title: The reference
      url: https://docs.python.org/3/
      why: { en: It is complete. }
      chunk: waiting
      health: current
    - id: lost-talk
      title: The lost talk
      by: Somebody
      why: { en: People speak of it. }
      chunk: null
      health: not-found
      note: { en: Nobody found it. }
`,
  'async/08-basics/errors.yaml': 'never-awaited: waiting\n',
  'async/08-basics/chunks/010-waiting.md': `---
id: waiting
language: en
title: { en: Waiting }
concept: await
---

Who waits? **Nobody** *yet*; read [the reference](https://docs.python.org/3/) on \`await\`.

- one
- two

| a | b |
| - | - |
| 1 | 2 |

\`\`\`python run
print("one")
\`\`\`

\`\`\`text
one
\`\`\`

\`\`\`python run
print("two")
\`\`\`
`,
  'async/08-basics/chunks/010-waiting.lock.yaml': `- stdout: |
    one
  stderr: ""
- stdout: |
    two
  stderr: ""
`,
  'async/08-basics/chunks/020-tasks.md': `---
id: tasks
language: en
title: { en: Tasks }
concept: null
---

Only words.
`,
  'async/08-basics/quizzes/010-waiting.yaml': `- id: await-order
  concept: await
  chunk: waiting
  type: predict
  ask: { en: What is the second line? }
  code: |
    print("first")
    print("second")
  key: { stdout-line: 2 }
  options:
    - value: { en: second }
      right: true
      because: { en: So it is. }
    - value: { en: first }
      misconception: always-yields
      because: { en: It comes first. }
    - value: { en: third }
      misconception: always-yields
      because: { en: There is none. }
- id: await-all
  concept: await
  chunk: waiting
  type: multiple
  ask: { en: Which are right? }
  options:
    - value: { en: this }
      right: true
      because: { en: So it is. }
    - value: { en: this too }
      right: true
      because: { en: So it is. }
    - value: { en: not this }
      misconception: always-yields
      because: { en: It is not. }
`,
  'async/08-basics/exercises/retry/exercise.yaml': `id: retry
title: { en: Try again }
concept: task
chunk: tasks
`,
  'async/08-basics/exercises/retry/task.md': 'Write `retry(call)`.\n',
  'async/08-basics/exercises/retry/hints.md': '1. Look.\n2. Look again.\n3. Write a loop.\n',
  'async/08-basics/exercises/retry/starter.py': 'async def retry(call):\n    pass\n',
  'async/08-basics/exercises/retry/solution.py': 'async def retry(call):\n    return call()\n',
  'async/08-basics/exercises/retry/tests.py': `from grading import behaviour, expect, learner


@behaviour("returns what the call returns", "retry did not return what the call returned.")
async def result():
    came = await learner.retry(lambda: 7)
    expect(came == 7, f"The call returned 7, retry returned {came!r}.")
`,
  'async/08-basics/exercises/retry/mutants/none.py':
    '# caught by: returns what the call returns\nasync def retry(call):\n    call()\n',
} as const satisfies Tree;

/** Every phrase with its values, the plural ones in both of English's forms. */
function texts(verb: string): string {
  const entries = Object.entries(phrases).flatMap(([key, values]: readonly [string, readonly string[]]) => {
    const sentence = `${verb} ${[key, ...values.map((value) => `{{${value}}}`)].join(' ')}`;
    const forms = key === 'lesson.chapter-line' ? (verb === 'Says' ? ['_one', '_other'] : ['_other']) : [''];
    return forms.map((form) => `${key}${form}: '${sentence}'\n`);
  });
  return entries.join('');
}

function reviewPage(): string {
  return `---
rule: blocking_sleep
concept: await
kind: slow
chunk: waiting
language: en
comment: { en: Nothing else runs while it sleeps. }
---

The loop has one thread.

\`\`\`python bad
import time

async def nap():
    time.sleep(1)
\`\`\`

\`\`\`python good
import asyncio

async def nap():
    await asyncio.sleep(1)
\`\`\`
`;
}
