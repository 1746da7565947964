import { expect, test, vi } from 'vitest';
import { beat } from '#cli/heartbeat.ts';
import { testApp } from '../../../support/app.ts';
import { talk } from './talk.ts';

const minute = 60_000;
const log = { info: () => {}, warn: () => {}, error: () => {} };

function sitting(kind: 'terminal' | 'pipe') {
  // Eight o'clock, UTC.
  const app = testApp({ start: Date.UTC(2026, 10, 23, 8), seeds: [3, 4, 5] });
  const conversation = talk({ kind, app: app.app });
  const stop = new AbortController();
  const clock = { now: app.now };
  const beating = beat({ app: app.app, bots: [conversation.bot], clock, log, everyMs: 5, signal: stop.signal });
  const sees = async (words: string) =>
    await vi.waitFor(() => expect(conversation.shown()).toContain(words), { timeout: 8000, interval: 5 });
  const end = async () => {
    conversation.hangUp();
    await conversation.served;
    stop.abort();
    await beating;
  };
  return { app, conversation, sees, end };
}

test.each(['pipe', 'terminal'] as const)(
  'a question that is due is shown in a %s, and its number answers it',
  async (kind) => {
    const { app, conversation, sees, end } = sitting(kind);
    conversation.type('/daily set 08:01 UTC\r\n');
    await sees('daily.set');
    expect(conversation.shown()).not.toContain('daily.question-title');
    app.pass(minute);
    await sees('daily.question-title');
    conversation.type('1\r\n');
    await sees('daily.chosen');
    conversation.type('/daily reveal\r\n');
    await sees('daily.answer-title');
    expect(conversation.shown().split('daily.question-title')).toHaveLength(2);
    await end();
  },
);

test('where nobody sits, nothing is taken for shown', async () => {
  const { bot, hangUp, served } = talk({ kind: 'pipe' });
  hangUp();
  await served;
  const address = { kind: 'channel', platform: 'console', community: 'console', channel: 'console' } as const;
  const view = { title: 'Hello', tone: 'plain', audience: 'channel', stage: 'final', blocks: [] } as const;
  const delivery = { id: 'x', address, view, language: 'en', perhapsSince: null, failures: 0, until: 1 } as const;
  const say = () => '';
  expect(await bot.deliver({ ...delivery, ifAbsent: 'send' }, say)).toEqual({ kind: 'failed', sent: 'no' });
  expect(await bot.deliver({ ...delivery, ifAbsent: 'leave' }, say)).toEqual({ kind: 'absent' });
});
