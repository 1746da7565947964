import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import type { Library } from '#core/course/course.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { RunFacts } from '#core/outcome.ts';
import type { QuizType } from '#core/quiz/quiz.ts';
import type { Request } from '#core/request.ts';
import type { Block, Choice, Span, View } from '#core/view.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { sampleQuizzes } from '../support/quiz-samples.ts';
import { grades, solutions, withTwoExercises } from '../support/exercises.ts';
import { reviewer } from '../support/reviewer.ts';
import { createScriptedGrader } from '../support/scripted-grader.ts';
import { createScriptedRunner } from '../support/scripted-runner.ts';

/** One person in one chat, through everything that stands between a platform and core. */
export interface Chat extends AsyncDisposable {
  /** Types a command; an option that takes a program may have several lines. */
  asks(command: string, args: Request['args']): Promise<void>;
  /** Presses a button of what was shown last: the one named so, or the `nth` (from 0) where answers go by letters. */
  presses(label: string, nth: number): Promise<void>;
  /** All words that came since the last thing they did. */
  shown(): string;
}

/** Opens a chat with that bot. */
export type OpenChat = (app: App) => Promise<Chat>;

type Step =
  | { readonly does: 'asks'; readonly command: string; readonly args: Request['args'] }
  | { readonly does: 'presses'; readonly which: (choices: readonly Choice[]) => number; readonly name: string };

const asks = (command: string, args: Request['args'] = {}): Step => ({ does: 'asks', command, args });
const presses = (label: string): Step => ({
  does: 'presses',
  name: label,
  which: (all) => all.findIndex((choice) => choice.label === label),
});
const pressesAnswer: Step = {
  does: 'presses',
  name: 'an answer',
  which: (all) => all.findIndex(({ command }) => command === 'answer'),
};

const fine = 'print("one")\nprint("two")\n';
const failing = 'print("before")\nawait nothing()\n';
const failure = `  File "main.py", line 2
    await nothing()
    ^^^^^^^^^^^^^^^
SyntaxError: 'await' outside function
`;
const facts: RunFacts = {
  exitCode: 0,
  signal: null,
  stdout: 'one\ntwo\n',
  stderr: '',
  truncated: false,
  clock: 'virtual',
  clockMs: 20,
  realMs: 0,
  approximate: [],
  wallMs: 3,
  cpuMs: 2,
  peakBytes: 9_000_000,
  findings: [],
};

const starter = 'async def double(number):\n    return 0\n';

const sleeping = 'import asyncio\nimport time\n\nasync def main():\n    time.sleep(5)\n\nasyncio.run(main())\n';
const clean = 'import asyncio\n\nasyncio.run(asyncio.sleep(1))\n';
const traceback = `Traceback (most recent call last):
  File "bot.py", line 7, in main
    await ask("Ada")
TypeError: object NoneType can't be used in 'await' expression
`;
const broken = 'import asyncio\n\nasync def main():\n    print("never closed"\n    return 1\n';
/** Five, of five rules. */
const manyMistakes = `import asyncio
import time
import requests

async def fetch(url):
    return requests.get(url, timeout=3)

async def main():
    time.sleep(1)
    fetch("a")
    asyncio.create_task(fetch("b"))

asyncio.run(main())
`;

/** What a learner does in a first hour; every platform shows all that core says to it. */
const script: readonly Step[] = [
  asks('help'),
  asks('lesson', { course: 'async' }),
  presses('Next'),
  presses('Back'),
  asks('lesson', { course: 'async', chunk: '13' }),
  asks('lesson', { course: 'async', chunk: 'no such page' }),
  asks('run', { code: fine }),
  asks('run', { code: failing }),
  asks('quiz'),
  pressesAnswer,
  asks('quiz', { concept: 'no such concept' }),
  asks('progress'),
  asks('exercise'),
  presses('Twice as much'),
  presses('Run the starter'),
  presses('Back to the task'),
  presses('Hint'),
  presses('Hint 2 of 3'),
  asks('exercise', { exercise: 'double', code: solutions.early }),
  presses('Hint'),
  asks('exercise', { exercise: 'double', code: solutions.misspelt }),
  asks('exercise', { exercise: 'double', code: solutions.stuck }),
  presses('Try again'),
  asks('exercise', { exercise: 'double', code: solutions.right }),
  presses('Next: Greet all at once'),
  asks('exercise', { exercise: 'no such exercise' }),
  presses('Exercises'),
  asks('review', { code: sleeping }),
  presses('Hint: line 5'),
  presses('Show the fix'),
  asks('review', { code: manyMistakes }),
  presses('2 more remarks'),
  asks('review', { code: clean }),
  asks('review', { code: broken }),
  asks('explain', { code: traceback }),
  asks('progress'),
  asks('lesson', { course: 'async', chunk: 'semaphore' }),
  presses('Key takeaways'),
  asks('lesson', { course: 'what', chunk: 'is a task' }),
  asks('language', { language: 'zh' }),
  asks('help'),
  asks('lesson', { course: 'async', chunk: '信号量' }),
];

/** One that draws a question with answers to press. */
const seed = 9;
const loaded = loadLibrary('content');
let asked = 0;

/** Plays the script through a platform; after each step, every word of core's view for it is there, in order. */
export function scenarioContract(platform: string, open: OpenChat): void {
  test(`${platform} shows all that core says in a learner's first hour`, { timeout: 60_000 }, async () => {
    await play(script, withTwoExercises(realLibrary()), open);
  });

  test(`${platform} asks questions of every type, and takes their answers`, { timeout: 60_000 }, async () => {
    const { library, steps } = everyQuestion();
    await play(steps, library, open);
  });
}

async function play(steps: readonly Step[], library: Library, open: OpenChat): Promise<void> {
  const twin = newApp(library);
  await using chat = await open(newApp(library));
  let view: View | null = null;
  for (const step of steps) {
    const { command, args, act } = plan(step, view, chat);
    await act();
    view = await lastView(twin, { command, args });
    const wanted = wordsOf(view);
    expect(wanted.inOrder.length).toBeGreaterThan(0);
    await expect.poll(() => missing(wanted, chat.shown()), { timeout: 10_000 }).toEqual([]);
  }
}

/** A course in which each concept has one question, each of another type, and the way through all of them. */
function everyQuestion(): { readonly library: Library; readonly steps: readonly Step[] } {
  const { courses, ...library } = realLibrary();
  const [course] = courses;
  if (course === undefined) throw new Error('expected a course');
  const quizzes = sampleQuizzes().flatMap((quiz, at) => {
    const concept = course.concepts[at]?.id;
    return concept === undefined ? [] : [{ ...quiz, concept, chunk: null }];
  });
  expect(quizzes.map(({ type }) => type)).toEqual(['single', 'predict', 'seconds', 'next', 'bug', 'order', 'fix']);
  const steps = quizzes.flatMap(({ concept, type }) => [asks('quiz', { concept }), ...answering(type)]);
  return { library: { ...library, courses: [{ ...course, quizzes }] }, steps };
}

function answering(type: QuizType): readonly Step[] {
  if (type === 'order') return [pressesAnswer, presses('Start again'), pressesAnswer, pressesAnswer];
  return type === 'fix' ? [presses('Show a solution')] : [pressesAnswer];
}

function realLibrary(): Library {
  if (loaded.kind !== 'loaded') throw new Error('expected the content to load');
  return loaded.library;
}

function newApp(library: Library): App {
  const runner = createScriptedRunner({
    [fine]: { kind: 'finished', ...facts },
    [starter]: { kind: 'finished', ...facts, stdout: '' },
    [failing]: { kind: 'finished', ...facts, exitCode: 1, stdout: '', stderr: failure },
  });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const clock = { now: () => 1_800_000_000_000 };
  return createApp({
    library,
    store: createMemoryStore(),
    runner,
    grader: createScriptedGrader(grades),
    reviewer,
    clock,
    random: { seed: () => seed },
    log,
  });
}

function plan(step: Step, shown: View | null, chat: Chat) {
  if (step.does === 'asks') return { ...step, act: async () => chat.asks(step.command, step.args) };
  const all = choicesOf(shown);
  const nth = step.which(all);
  const choice = all[nth];
  if (choice === undefined) throw new Error(`expected ${step.name} to be offered`);
  const siblings = all.filter(({ command }) => command === choice.command);
  return { ...choice, act: async () => chat.presses(choice.label, siblings.indexOf(choice)) };
}

async function lastView(app: App, { command, args }: Pick<Request, 'command' | 'args'>): Promise<View> {
  const request: Request = {
    id: requestId(`twin:${(asked += 1)}`),
    command,
    args,
    learner: learnerId('twin:ann'),
    place: { platform: 'twin', visibility: 'private' },
    locale: 'en',
    receivedAt: 0,
  };
  const views = await Array.fromAsync(app.handle(request, new AbortController().signal));
  const last = views.at(-1);
  if (last === undefined) throw new Error(`expected an answer to ${command}`);
  return last;
}

function choicesOf(view: View | null): readonly Choice[] {
  return (view?.blocks ?? []).flatMap((block) => (block.kind === 'choices' ? block.choices : []));
}

/** In reading order. A table may be laid out in more ways than one: its cells stand for themselves, anywhere. */
interface Words {
  readonly inOrder: readonly string[];
  readonly anywhere: readonly string[];
}

function wordsOf({ title, blocks }: View): Words {
  return {
    inOrder: [title, ...blocks.flatMap(linesOf)].map(bare).filter((line) => line !== ''),
    anywhere: blocks.flatMap(cellsOf).flatMap((cell) => bare(cell).split(' ')),
  };
}

const spoken = (spans: readonly Span[]) => spans.map(({ text }) => text).join('');

/** Of a picture, each platform shows what it can: that is tested where it is drawn. */
function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'prose':
      return [spoken(block.spans)];
    case 'code':
      return block.text.split('\n');
    case 'list':
      return block.items.map(spoken);
    case 'progress':
      return [block.label];
    case 'table':
    case 'picture':
    case 'file':
    case 'choices':
    case 'ask':
      return [];
  }
}

function cellsOf(block: Block): readonly string[] {
  return block.kind === 'table' ? [block.header, ...block.rows].flat().map(spoken) : [];
}

/** Letters and numbers alone: marks, signs and line ends are each platform's own. */
const bare = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();

function missing({ inOrder, anywhere }: Words, shown: string): readonly string[] {
  const text = ` ${bare(shown)} `;
  const packed = text.replaceAll(' ', '');
  let from = 0;
  const lines = inOrder.filter((line) => {
    // Chinese has no spaces, and is broken anywhere.
    if (/\p{Script=Han}/u.test(line)) return !packed.includes(line.replaceAll(' ', ''));
    const at = text.indexOf(` ${line} `, from);
    if (at >= 0) from = at + line.length;
    return at < 0;
  });
  return [...lines, ...anywhere.filter((word) => !text.includes(` ${word} `))];
}
