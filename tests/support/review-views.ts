import type { Library } from '#core/course/course.ts';
import type { Outcome, RunFacts } from '#core/outcome.ts';
import { testApp } from './app.ts';
import { doneRunner } from './held-runner.ts';
import { ran } from './ran.ts';
import type { NamedView } from './named-view.ts';
import { createScriptedRunner } from './scripted-runner.ts';
import { recordedTrace } from './timelines.ts';

/** What learners see of a review: each rule's page, what a run proved, what is well; and of an error that they paste. */
export async function reviewViews(library: Library, locale: string): Promise<readonly NamedView[]> {
  return [
    ...(await pageViews(library, locale)),
    ...(await provenViews(library, locale)),
    ...(await plainViews(library, locale)),
  ];
}

const facts: RunFacts = {
  exitCode: null,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'virtual',
  clockMs: 0,
  realMs: 0,
  approximate: [],
  wallMs: 9,
  cpuMs: 2,
  peakBytes: 1,
  findings: [],
};

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

const unavailable: Outcome = { kind: 'unavailable', reason: 'No Python.', cure: 'Install it.' };

/** The review of each rule's own mistake, its hint and its fix. */
async function pageViews(library: Library, locale: string): Promise<readonly NamedView[]> {
  const { last } = testApp({ library, runner: doneRunner(unavailable) });
  const shown: NamedView[] = [];
  for (const { rule, examples } of library.reviewPages) {
    const code = examples.find(({ kind }) => kind === 'bad')?.code ?? '';
    const view = await last('review', { code }, { locale });
    shown.push({ name: `review ${rule}`, view });
    const about = { rule, lines: '7, 12', about: code.split('\n')[0] ?? '', fix: 'await asyncio.sleep(1)' };
    shown.push({ name: `remark ${rule}`, view: await last('remark', about, { locale }) });
    shown.push({ name: `fix ${rule}`, view: await last('remark', { ...about, show: 'fix' }, { locale }) });
  }
  return shown;
}

const sleeping = `import asyncio
import time

async def beat():
    await asyncio.sleep(0.5)

async def main():
    task = asyncio.create_task(beat())
    await asyncio.sleep(0)
    time.sleep(2)
    await task

asyncio.run(main())
`;

const blocked: Outcome = ran('', {
  findings: [{ kind: 'loop_blocked', line: 10, task: 'Task-1', ms: 2000, message: '' }],
  timeline: {
    version: 1,
    length: 2_000_000,
    tasks: [
      { id: 2, name: 'Task-2', coroutine: 'beat', parent: null, line: 8, start: 0, end: 1, state: 'done', spans: [] },
    ],
    threads: [],
    blocked: [{ task: null, line: 10, start: 0, end: 2_000_000, call: 'time.sleep(2)', waiting: [2] }],
  },
});

const fetching = `import asyncio

async def fetch(name):
    await asyncio.sleep(2)
    return name

async def main():
`;
const apart = `${fetching}    one = await fetch("one")\n    two = await fetch("two")\n    print(one, two)\n\nasyncio.run(main())\n`;
const together = `${fetching}    one, two = await asyncio.gather(fetch("one"), fetch("two"))\n\n    print(one, two)\n\nasyncio.run(main())\n`;

/** Lines enough for what the recorded deadlock names. */
const crosswise = `import asyncio\n${'\n'.repeat(40)}asyncio.run(asyncio.sleep(1))\n`;

async function provenViews(library: Library, locale: string): Promise<readonly NamedView[]> {
  const prove = async (name: string, code: string, outcome: Outcome): Promise<NamedView> => ({
    name: `review proven ${name}`,
    view: await testApp({ library, runner: doneRunner(outcome) }).last('review', { code }, { locale }),
  });
  const recorded = recordedTrace('deadlock-ring');
  const timed = createScriptedRunner({
    [apart]: ran('one two\n', { clockMs: 4000 }),
    [together]: ran('one two\n', { clockMs: 2000 }),
  });
  return [
    await prove('blocked', sleeping, blocked),
    await prove('deadlock', crosswise, { ...facts, ...(isRecord(recorded) ? recorded : {}), kind: 'deadlocked' }),
    {
      name: 'review proven waits',
      view: await testApp({ library, runner: timed }).last('review', { code: apart }, { locale }),
    },
  ];
}

const traceback = `Traceback (most recent call last):
  File "bot.py", line 7, in main
    await ask("Ada")
TypeError: object NoneType can't be used in 'await' expression
`;

const group = `${sleeping.replace('    time.sleep(2)\n', '')}
async def both():
    async with asyncio.TaskGroup() as group:
        group.create_task(beat())
        group.create_task(beat())
`;

/** Five mistakes of five rules, in the words of somebody who tries what a chat makes of them. */
const hostile = `import asyncio, time, requests

async def fetch(url):
    return requests.get("@everyone **a** <!channel> [x](https://evil.example)", timeout=3)

async def main():
    time.sleep(1)
    fetch("<@1>")
    asyncio.create_task(fetch("||b||"))
`;

async function plainViews(library: Library, locale: string): Promise<readonly NamedView[]> {
  const { last } = testApp({ library, runner: doneRunner(unavailable) });
  const at = { locale };
  const ask = async (name: string, ...[command, code]: readonly [string, string]): Promise<NamedView> => ({
    name,
    view: await last(command, { code }, at),
  });
  return [
    await ask('review of nothing', 'review', ''),
    await ask('review of prose', 'review', 'How are you today?'),
    await ask('review of much', 'review', hostile),
    await ask('review that praises', 'review', group),
    await ask('explain', 'explain', traceback),
    await ask('explain refused', 'explain', 'How are you today?'),
  ];
}
