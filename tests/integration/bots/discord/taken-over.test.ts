import { expect, test, vi } from 'vitest';
import { doneRunner, heldRunner } from '../../../support/held-runner.ts';
import { ran } from '../../../support/ran.ts';
import type { DiscordServer } from '../../../support/discord/start-discord.ts';
import { startBot } from './start-bot.ts';

/** Longer than a process may be silent. */
const later = { now: () => Date.now() + 16_000 };

/** It does not wait for its turn to identify. */
function heirOf(server: DiscordServer) {
  const runner = doneRunner(ran('from the heir\n'));
  return { server, clock: later, runner, publicKey: server.publicKey, wait: 'for nothing' } as const;
}

test('when a process dies while it answers an interaction, another one finishes the same reply', async () => {
  const runner = heldRunner();
  const { server, store } = await startBot({ runner });
  const ann = server.person('Ann');
  const run = ann.slash('run', { code: 'print("hello")' });
  await run.acknowledged();
  await vi.waitFor(() => expect(runner.asked).toHaveLength(1));
  const heir = await startBot({ ...heirOf(server), store });
  await run.sees('from the heir');
  expect(run.messages()).toHaveLength(1);
  expect(heir.log('event taken over')).toHaveLength(1);
});

test('a message that was being answered is answered by another process, in the message that stands there', async () => {
  const runner = heldRunner();
  const { server, store } = await startBot({ runner });
  const ann = server.person('Ann');
  ann.asksBot('```\nprint("hello")\n```');
  await vi.waitFor(() => expect(runner.asked).toHaveLength(1));
  runner.say({ kind: 'queued', place: 3, etaMs: 9000 });
  const waiting = await ann.sees('3');
  await startBot({ ...heirOf(server), store });
  const answer = await ann.sees('from the heir');
  expect(answer.id).toBe(waiting.id);
});

test('two processes that hear the same things answer each of them once', async () => {
  const { server, store, lines } = await startBot();
  const twin = await startBot({ server, store });
  const ann = server.person('Ann');
  for (const chunk of ['1', '2', '3', '4']) {
    const asked = ann.slash('lesson', { course: 'async', chunk });
    await asked.answer();
  }
  ann.asksBot('help');
  await ann.sees('/lesson');
  await vi.waitFor(() => {
    const answered = [...lines, ...twin.lines].filter(({ event }) => event === 'request');
    expect(answered).toHaveLength(5);
  });
  expect(ann.screen().filter(({ text }) => text.includes('/lesson'))).toHaveLength(1);
});
