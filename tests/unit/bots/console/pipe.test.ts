import { readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { createConsoleBot } from '#bots/console/index.ts';
import { learnerId, requestId } from '#core/ids.ts';
import { talk } from './talk.ts';
import { createTinyApp } from './tiny-app.ts';

async function answersTo(typed: string | Buffer): Promise<string> {
  const conversation = talk({ kind: 'pipe' });
  conversation.type(typed);
  conversation.hangUp();
  await conversation.served;
  return conversation.shown();
}

const lesson = [
  'Lesson async',
  'A task is made by `create_task`.',
  '```python',
  'import asyncio',
  '',
  'asyncio.run(main())',
  '```',
  '',
  '1 Run   ▸ 2 Next   3 Edit…',
  '',
].join('\n');

describe('through a pipe', () => {
  test('every line is answered, in plain text, with a blank line between replies', async () => {
    expect(await answersTo('/lesson async\n\n2\n')).toBe(`${lesson}\nNext after one\nThe chunk.\n`);
  });

  test('a last line without a line end is answered too', async () => {
    expect(await answersTo('/next')).toBe('Next after here\nThe chunk.\n');
  });

  test('nothing in, nothing out', async () => {
    expect(await answersTo('')).toBe('');
    expect(await answersTo('\n \n\n')).toBe('');
  });

  test('Windows line ends and a byte order mark are no part of a line', async () => {
    expect(await answersTo('\ufeff/lesson async\r\n2\r\n')).toBe(`${lesson}\nNext after one\nThe chunk.\n`);
  });

  test('Windows line ends are no part of a program either', async () => {
    expect(await answersTo('/lesson\r\n3\r\nx\r\n\r\ny\r\n```\r\n')).toContain('✓ Ran\n```\nx\n\ny\n```\n');
  });

  test('a character that comes in two chunks is one character', async () => {
    const conversation = talk({ kind: 'pipe' });
    const bytes = Buffer.from('/run 中\n');
    conversation.type(bytes.subarray(0, 6));
    conversation.type(bytes.subarray(6));
    conversation.hangUp();
    await conversation.served;
    expect(conversation.requests[0]?.args).toEqual({ code: '中' });
  });

  test('a line of a million characters is one request', async () => {
    const code = 'x'.repeat(1_000_000);
    const conversation = talk({ kind: 'pipe' });
    for (const part of ['/run ', ...(code.match(/.{1,999}/gu) ?? []), '\n']) conversation.type(part);
    conversation.hangUp();
    await conversation.served;
    expect(conversation.requests.map(({ args }) => args)).toEqual([{ code }]);
  });

  test('a request says who asks, where, when and under which id', async () => {
    const conversation = talk({ kind: 'pipe' });
    conversation.type('/next\n/next\n');
    conversation.hangUp();
    await conversation.served;
    const known = { learner: 'console:me', locale: 'en-GB', receivedAt: 1_000_000, command: 'next', args: {} };
    const where = { community: 'console', channel: 'console', role: 'teacher' };
    const place = { platform: 'console', visibility: 'private', ...where };
    expect(conversation.requests).toEqual([
      { ...known, place, id: 'talk/1' },
      { ...known, place, id: 'talk/2' },
    ]);
  });

  test('lines that come while a reply is under way wait for their turn', async () => {
    const conversation = talk({ kind: 'pipe' });
    conversation.type('/slow\n/lesson async\n2\n');
    conversation.hangUp();
    await vi.waitFor(() => expect(conversation.requests).toHaveLength(1), { timeout: 8000, interval: 5 });
    conversation.finish();
    await conversation.served;
    expect(conversation.shown()).toBe(`Finished\n\n${lesson}\nNext after one\nThe chunk.\n`);
  });

  test('a fence that never closes goes to core as it is', async () => {
    expect(await answersTo('/run ```python\nx = 1\n')).toBe('✓ Ran\n````\n```python\nx = 1\n````\n');
  });

  test('a form is filled in line by line', async () => {
    const shown = await answersTo('/lesson\n3\nprint(1)\n```\n/quiz\n1\n1,3\n');
    expect(shown).toContain('Edit and run\nYour program\n```python\nimport asyncio\n\nasyncio.run(main())\n```\n');
    expect(shown).toContain('✓ Ran\n```\nprint(1)\n```\n');
    expect(shown).toContain('Pick all\n1. first\n2. second\n3. third\n\nconsole.pick-how\n');
    expect(shown).toMatch(/★ Answered a,c\n$/u);
  });

  test('control characters are harmless, and shown as signs', async () => {
    const shown = await answersTo('\0\u001b[2J\u0007\n/run \u001b]0;x\u0007\u202e\n');
    expect(shown).toBe('console.not-understood\n\n✓ Ran\n```\n␛]0;x␇<U+202E>\n```\n');
  });

  test('a file of a reply is saved for this user alone, and its path shown', async () => {
    const shown = await answersTo('/report\n');
    const path =
      shown
        .replace(/\s+/gu, ' ')
        .match(/report\.txt → (.*) $/u)?.[1]
        ?.replaceAll(' ', '') ?? '';
    expect(await readFile(path, 'utf8')).toBe('line\n'.repeat(3));
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await rm(dirname(path), { recursive: true });
  });

  test('/quit leaves while the input is still open', async () => {
    const conversation = talk({ kind: 'pipe' });
    conversation.type('/next\n/quit\n/next\n');
    await conversation.served;
    expect(conversation.requests).toHaveLength(1);
  });

  test('the signal ends it, and the reply under way is given up', async () => {
    const conversation = talk({ kind: 'pipe' });
    conversation.type('/slow\n/next\n');
    await vi.waitFor(() => expect(conversation.requests).toHaveLength(1), { timeout: 8000, interval: 5 });
    conversation.stop();
    await conversation.served;
    expect(conversation.shown()).toBe('Stopped\n');
  });

  test('the signal ends it while it waits for input', async () => {
    const conversation = talk({ kind: 'pipe' });
    conversation.type('/next\n');
    await vi.waitFor(() => expect(conversation.shown()).toContain('The chunk.'), { timeout: 8000, interval: 5 });
    conversation.stop();
    await conversation.served;
  });

  test('it ends where nobody reads what it says', async () => {
    const input = new PassThrough();
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const tiny = createTinyApp();
    const silent = { info: () => {}, warn: () => {}, error: () => {} };
    const bot = createConsoleBot({
      terminal: 'able',
      input,
      output,
      learner: learnerId('console:me'),
      locale: 'en',
      newRequestId: () => requestId('one'),
      clock: { now: () => 0 },
      historyFile: null,
      log: silent,
    });
    input.write('/next\n/next\n/next\n');
    await bot.serve(tiny.app, new AbortController().signal);
    expect(tiny.requests).toHaveLength(1);
  });
});
