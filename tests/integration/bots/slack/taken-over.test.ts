import { expect, test, vi } from 'vitest';
import { doneRunner, heldRunner } from '../../../support/held-runner.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { ran } from '../../../support/ran.ts';
import { slackWorld, startBot } from './start-bot.ts';

/** Longer than a process may be silent. */
const later = { now: () => Date.now() + 16_000 };
const heirs = doneRunner(ran('from the heir\n'));

test.each(['socket', 'http'] as const)(
  'when a process dies while it answers, another one goes on with it (%s)',
  async (door) => {
    const runner = heldRunner();
    const { server, acme, store, person } = await startBot({ runner, door });
    const ann = person('Ann');
    ann.asksBot('```\nprint("hello")\n```');
    await vi.waitFor(() => expect(runner.asked).toHaveLength(1));
    runner.say({ kind: 'queued', place: 3, etaMs: 9000 });
    const waiting = await ann.sees('3');
    const heir = await startBot({ server, acme, store, door: 'socket', clock: later, runner: heirs });
    const answer = await ann.sees('from the heir');
    expect(answer.ts).toBe(waiting.ts);
    expect(heir.log('event taken over')).toHaveLength(1);
  },
);

test('what stands far above by then is found, and not posted a second time', async () => {
  const runner = heldRunner();
  const { server, acme, store } = await startBot({ runner, server: await slackWorld({ pace: { isOff: true } }) });
  const ann = acme.person('Ann', { in: 'dm' });
  ann.says('```\nprint("hello")\n```');
  await vi.waitFor(() => expect(runner.asked).toHaveLength(1));
  runner.say({ kind: 'queued', place: 3, etaMs: 9000 });
  const waiting = await ann.sees('You are number 3');
  for (let nth = 0; nth < 20; nth += 1) await postAsBot(server, { token: acme.botToken, channel: ann.channel.id });
  await startBot({ server, acme, store, clock: later, runner: heirs });
  const answer = await ann.sees('from the heir');
  expect(answer.ts).toBe(waiting.ts);
});

async function postAsBot(
  { apiUrl }: { readonly apiUrl: string },
  { token, channel }: { readonly token: string; readonly channel: string },
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${apiUrl}chat.postMessage`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ channel, text: 'x' }),
  });
}

test('a command typed before is answered, too', async () => {
  const runner = heldRunner();
  const { server, acme, store, person } = await startBot({ runner });
  const ann = person('Ann');
  ann.slash('/run', 'print("hello")');
  await vi.waitFor(() => expect(runner.asked).toHaveLength(1));
  await startBot({ server, acme, store, clock: later, runner: heirs });
  await ann.sees('from the heir');
});

test('an event that could not be kept is not acknowledged, comes again, and is answered once', async () => {
  const store = createMemoryStore();
  const { server, person, lines } = await startBot({ store, door: 'http' });
  const keep = vi.spyOn(store.requests, 'keep').mockRejectedValue(new Error('the disk is full'));
  const ann = person('Ann');
  ann.asksBot('help');
  await vi.waitFor(() => expect(lines.map(({ event }) => event)).toContain('event not kept'));
  keep.mockRestore();
  server.clock.skip(60_000);
  await ann.sees('/lesson');
  expect(ann.screen().filter(({ text }) => text.includes('/lesson'))).toHaveLength(1);
});
