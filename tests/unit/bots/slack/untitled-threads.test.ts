import { expect, test } from 'vitest';
import { createUntitledThreads, titleFor } from '#bots/slack/untitled-threads.ts';

test('a conversation is called after the first line that was said, without marks of code', () => {
  expect(titleFor('what does `await` do?\nreally', 'help')).toBe('what does await do?');
  expect(titleFor('```\nprint(1)\n```', 'run')).toBe('run');
  expect(titleFor('```print(1)``` why?', 'run')).toBe('why?');
  expect(titleFor('```never ended', 'run')).toBe('run');
});

test('a long line is cut between words', () => {
  expect(titleFor('why does this take so long when I await it in a loop and not when I gather', 'help')).toBe(
    'why does this take so long when I await it in a loop and…',
  );
});

test('a conversation gets its title once', () => {
  const threads = createUntitledThreads();
  threads.begin({ channel: 'D1', ts: '1.0' });
  const other = threads.end({ channel: 'D2', ts: '1.0' });
  expect([other, threads.end({ channel: 'D1', ts: '1.0' }), threads.end({ channel: 'D1', ts: '1.0' })]).toEqual([
    false,
    true,
    false,
  ]);
});
