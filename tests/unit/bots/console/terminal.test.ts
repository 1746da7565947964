import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { screenOf } from './screen.ts';
import type { Talk } from './talk.ts';
import { talk } from './talk.ts';

const ctrlC = '\u0003';
const ctrlD = '\u0004';
const up = '\u001b[A';
const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`;

async function opened(setting: Partial<Parameters<typeof talk>[0]> = {}): Promise<Talk> {
  const conversation = talk({ ...setting, kind: 'terminal' });
  await sees(conversation, '› ');
  return conversation;
}

/** Waits until something has been shown since the test last looked. */
async function sees(conversation: Talk, text: string): Promise<void> {
  const from = seen.get(conversation) ?? 0;
  await vi.waitFor(() => expect(conversation.shown().slice(from)).toContain(text), { timeout: 8000, interval: 5 });
  seen.set(conversation, conversation.shown().indexOf(text, from) + text.length);
}

const seen = new WeakMap<Talk, number>();

async function types(conversation: Talk, text: string, answer: string): Promise<void> {
  conversation.type(text);
  await sees(conversation, answer);
}

describe('on a terminal', () => {
  test('a learner is greeted, answered and asked again', async () => {
    const conversation = await opened();
    expect(conversation.shown()).toMatch(/^console\.welcome\n\n› $/u);
    await types(conversation, '/next\r', 'Next after here\nThe chunk.\n\n› ');
    await types(conversation, '/quit\r', '');
    await conversation.served;
  });

  test('Enter presses the primary choice, and the prompt says so', async () => {
    const conversation = await opened();
    await types(conversation, '/lesson async\r', 'console.enter {"label":"Next"} › ');
    await types(conversation, '\r', 'Next after one');
    await types(conversation, '\r', '› ');
    expect(conversation.requests).toHaveLength(2);
  });

  test('programs are coloured, and copied without the colours they are whole', async () => {
    const conversation = await opened();
    await types(conversation, '/lesson\r', '```python\nimport asyncio\n\nasyncio.run(main())\n```');
    expect(conversation.raw()).not.toContain('import asyncio');
  });

  test('replies are as wide as the window is just then', async () => {
    const conversation = await opened({ columns: 40 });
    await types(conversation, '/lesson\r', '\nA task is made by `create_task`.\n');
    conversation.output.columns = 30;
    await types(conversation, '/lesson\r', '\nA task is made by\n`create_task`.\n');
  });

  test('a passing view stands in the place of the prompt until the reply', async () => {
    const conversation = await opened();
    await types(conversation, '/slow\r', 'Running · please wait ');
    expect(screenOf(conversation.raw(), 80).slice(-2)).toEqual(['› /slow', 'Running · please wait']);
    conversation.finish();
    await sees(conversation, 'Finished\n\n› ');
    expect(screenOf(conversation.raw(), 80).slice(2)).toEqual(['› /slow', 'Finished', '', '›']);
  });

  test('lines typed while a reply is under way are answered after it', async () => {
    const conversation = await opened();
    await types(conversation, '/slow\r', 'please wait');
    conversation.type('/lesson async\r');
    conversation.type('2\r/ne');
    conversation.finish();
    await sees(conversation, 'Finished');
    await sees(conversation, 'Lesson async');
    await sees(conversation, 'Next after one');
    await types(conversation, 'xt\r', 'Next after here');
  });

  test('a reply does not run into a line that is being typed, however long it is', async () => {
    const conversation = await opened({ columns: 30 });
    await types(conversation, '/slow\r', 'please wait');
    conversation.type('/lesson ');
    for (const letter of 'abc') conversation.type(letter.repeat(20));
    conversation.finish();
    await sees(conversation, 'Finished');
    await sees(conversation, '› ');
    const rows = ['› /slow', 'Finished', '', `› /lesson ${'a'.repeat(20)}`, `${'b'.repeat(20)}${'c'.repeat(10)}`];
    expect(screenOf(conversation.raw(), 30).slice(2)).toEqual([...rows, 'c'.repeat(10)]);
  });

  test('Tab completes commands, and indents programs', async () => {
    const conversation = await opened();
    await types(conversation, '/les\t', '/lesson ');
    await types(conversation, 'async\r', 'Lesson async');
    await types(conversation, '/run ```\r', '… ');
    conversation.type('\t');
    await types(conversation, 'x\r```\r', 'Ran');
    expect(conversation.requests.at(-1)?.args).toEqual({ code: '```\n    x\n```' });
  });

  test('what programs print cannot command the terminal', async () => {
    const conversation = await opened();
    await types(conversation, `${paste('/run \u001b[2J\u009b2J')}\r`, '```\n␛[2J<U+009B>2J\n```');
    expect(conversation.raw()).not.toMatch(/\u001b\[2J|\u009b/u); // oxlint-disable-line no-control-regex -- what must not be there
  });
});

describe('Ctrl-C', () => {
  test('stops the reply under way and nothing else', async () => {
    const conversation = await opened();
    await types(conversation, '/slow\r', 'please wait');
    await types(conversation, ctrlC, 'Stopped\n\n› ');
    await types(conversation, '/next\r', 'Next after here');
  });

  test('empties the line', async () => {
    const conversation = await opened();
    conversation.type('/lesson');
    conversation.type(ctrlC);
    await types(conversation, '/next\r', 'Next after here');
    expect(conversation.requests.map(({ command }) => command)).toEqual(['next']);
  });

  test('drops a program that was begun', async () => {
    const conversation = await opened();
    await types(conversation, '```\r', '… ');
    conversation.type('x');
    await types(conversation, ctrlC, 'console.left\n\n› ');
    await types(conversation, '/next\r', 'Next after here');
    expect(conversation.requests).toHaveLength(1);
  });

  test('leaves when it is pressed twice', async () => {
    const conversation = await opened();
    await types(conversation, ctrlC, 'console.quit-again\n\n› ');
    conversation.type(ctrlC);
    await conversation.served;
  });
});

describe('Ctrl-D', () => {
  test('leaves', async () => {
    const conversation = await opened();
    conversation.type(ctrlD);
    await conversation.served;
    expect(conversation.raw().endsWith('\u001b[?2004l')).toBe(true);
  });

  test('deletes where there is something to delete', async () => {
    const conversation = await opened();
    conversation.type('/nexxt');
    conversation.type('\u001b[D\u001b[D');
    conversation.type(ctrlD);
    await types(conversation, '\r', 'Next after here');
  });

  test('sends a program whose lines were edited one by one', async () => {
    const conversation = await opened();
    await types(conversation, '/lesson\r', '› ');
    await types(conversation, '3\r', '… import asyncio');
    await types(conversation, '\r', '… ');
    conversation.type('import time');
    await types(conversation, ctrlD, 'Ran');
    expect(conversation.requests.at(-1)?.args).toEqual({
      code: 'import asyncio\nimport time\nasyncio.run(main())',
    });
  });
});

describe('a paste', () => {
  test('of a fenced program is run as it is', async () => {
    const conversation = await opened();
    await types(conversation, `${paste('```python\r\rx = 1\r\tpass\r```')}\r`, 'Ran');
    expect(conversation.requests.at(-1)?.args).toEqual({ code: '```python\n\nx = 1\n\tpass\n```' });
  });

  test('that is not understood gets one answer, and its blank lines press nothing', async () => {
    const conversation = await opened();
    await types(conversation, '/lesson async\r', '› ');
    await types(conversation, paste('x = 1\n\ny = 2\n'), 'console.not-understood\n\n');
    await types(conversation, '/next\r', 'Next after here');
    expect(conversation.shown().split('console.not-understood')).toHaveLength(2);
    expect(conversation.requests.map(({ command }) => command)).toEqual(['lesson', 'next']);
  });

  test('replaces the program of a form', async () => {
    const conversation = await opened();
    await types(conversation, '/lesson\r', '› ');
    await types(conversation, '3\r', '… import asyncio');
    await types(conversation, paste('print(1)\nprint(2)\n'), '… ');
    await types(conversation, ctrlD, 'Ran');
    expect(conversation.requests.at(-1)?.args).toEqual({ code: 'print(1)\nprint(2)' });
  });

  test('without marks, of a million characters, is one line', async () => {
    const code = 'x'.repeat(1_000_000);
    const conversation = await opened();
    for (const part of ['/run ', ...(code.match(/.{1,4000}/gu) ?? [])]) conversation.type(part);
    conversation.type('\r');
    await vi.waitFor(() => expect(conversation.requests).toHaveLength(1), { timeout: 10_000 });
    expect(conversation.requests[0]?.args).toEqual({ code });
  });
});

describe('ends', () => {
  test('with the terminal', async () => {
    const conversation = await opened();
    conversation.hangUp();
    await conversation.served;
  });

  test('with the signal, and gives up the reply under way', async () => {
    const conversation = await opened();
    await types(conversation, '/slow\r', 'please wait');
    conversation.stop();
    await conversation.served;
    expect(conversation.shown()).toContain('Stopped');
  });
});

describe('the history', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'studyloop-test-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function left(conversation: Talk): Promise<void> {
    conversation.type(ctrlD);
    await conversation.served;
  }

  test('is kept for this user alone and comes back', async () => {
    const historyFile = join(folder, 'kept', 'history');
    const first = await opened({ historyFile });
    await types(first, '/lesson async\r', '› ');
    await types(first, '/next\r', 'Next after here\nThe chunk.\n\n› ');
    await left(first);
    expect(await readFile(historyFile, 'utf8')).toBe('/lesson async\n/next\n');
    expect((await stat(historyFile)).mode & 0o777).toBe(0o600);

    const second = await opened({ historyFile });
    await types(second, `${up}${up}\r`, 'Lesson async');
    await left(second);
  });

  test('keeps the newest five hundred lines, and none that was a pasted program', async () => {
    const historyFile = join(folder, 'history');
    await writeFile(historyFile, Array.from({ length: 600 }, (_, at) => `line ${at}\n`).join(''), { mode: 0o644 });
    const conversation = await opened({ historyFile });
    await types(conversation, `${paste(`/run ${'x'.repeat(5000)}`)}\r`, 'Ran');
    await left(conversation);
    const lines = (await readFile(historyFile, 'utf8')).split('\n');
    expect(lines).toHaveLength(500);
    expect(lines.at(-2)).toBe('line 599');
    expect((await stat(historyFile)).mode & 0o777).toBe(0o600);
  });

  test('that cannot be kept is one line in the log', async () => {
    await writeFile(join(folder, 'file'), '');
    const conversation = await opened({ historyFile: join(folder, 'file', 'history') });
    await left(conversation);
    expect(conversation.warnings).toEqual(['history not kept']);
  });
});

describe('what a passing view offers', () => {
  test.each(['1\r', '/cancel\r'])('stands behind it and is taken while the reply is under way: %j', async (typed) => {
    const conversation = await opened();
    await types(conversation, '/long\r', 'Running · please wait · 1 Cancel ');
    await types(conversation, typed, 'Finished');
    await sees(conversation, '› ');
    expect(conversation.requests.map(({ command, args }) => [command, args])).toEqual([
      ['long', {}],
      ['cancel', { run: 'talk/1' }],
    ]);
  });

  test('stays in sight where there is little room', async () => {
    const conversation = await opened({ columns: 30 });
    await types(conversation, '/long\r', '… · 1 Cancel ');
    await types(conversation, '1\r', 'Finished');
  });

  test('is gone with the reply: the same number and command then mean what they mean elsewhere', async () => {
    const conversation = await opened();
    await types(conversation, '/long\r', '1 Cancel ');
    await types(conversation, '1\r', 'Finished');
    await types(conversation, '1\r', 'console.no-numbers');
    await types(conversation, '/cancel\r', 'Stopping nothing');
  });

  test('is all that is taken meanwhile: other lines wait for their turn', async () => {
    const conversation = await opened();
    await types(conversation, '/long\r', '1 Cancel ');
    conversation.type('/next\r2\r1\r');
    await sees(conversation, 'Finished');
    await sees(conversation, 'Next after here');
    await sees(conversation, 'console.no-numbers');
    expect(conversation.requests.map(({ command }) => command)).toEqual(['long', 'cancel', 'next']);
  });
});
