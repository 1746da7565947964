import { expect, test } from 'vitest';
import type { Inbox, Taking } from '#bots/shared/inbox.ts';
import { createTurns } from '#bots/shared/turns.ts';
import { requestId } from '#core/ids.ts';

const id = requestId('chat:1');
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** An inbox over a store that answers when the test says so. */
function slowInbox() {
  const takings: PromiseWithResolvers<Taking>[] = [];
  const struck: string[] = [];
  const inbox: Inbox = {
    take: async () => {
      const taking = Promise.withResolvers<Taking>();
      takings.push(taking);
      return await taking.promise;
    },
    holds: () => true,
    takenOverFrom: () => null,
    strike: async (one) => void struck.push(one),
    watch: async () => {},
  };
  return { inbox, takings, struck };
}

function begin(otherwise: 'comes again' | 'is lost') {
  const { inbox, takings, struck } = slowInbox();
  const turns = createTurns(quiet, inbox, String);
  const done: string[] = [];
  const hear = async () => await turns.answer({ id, event: {}, otherwise }, async () => void done.push('answered'));
  return { turns, takings, struck, done, hear };
}

test('a repeat that comes while the first is being kept is safe only when the first is', async () => {
  const { takings, done, hear, turns } = begin('comes again');
  const [first, repeat] = [hear(), hear()];
  takings[0]?.resolve('unsafe');
  expect(await Promise.all([first, repeat])).toEqual(['unsafe', 'unsafe']);
  const later = hear();
  takings[1]?.resolve('ours');
  expect(await later).toBe('ours');
  await turns.settled();
  expect(done).toEqual(['answered']);
});

test('a repeat of what is kept or answered is taken, and is not answered again', async () => {
  const { takings, done, struck, hear, turns } = begin('comes again');
  const [first, repeat] = [hear(), hear()];
  takings[0]?.resolve('ours');
  expect(await Promise.all([first, repeat])).toEqual(['ours', 'taken']);
  await turns.settled();
  expect(await hear()).toBe('taken');
  expect([done, struck]).toEqual([['answered'], [id]]);
});

test('what does not come again is answered even where it could not be kept', async () => {
  const { takings, done, struck, hear, turns } = begin('is lost');
  const first = hear();
  takings[0]?.resolve('unsafe');
  expect(await first).toBe('unsafe');
  await turns.settled();
  expect([done, struck]).toEqual([['answered'], []]);
});

test('what another process had is answered here, and struck out when that is done', async () => {
  const { struck, turns } = begin('is lost');
  const done: string[] = [];
  turns.resume(id, async () => void done.push('answered'));
  await turns.settled();
  expect([done, struck]).toEqual([['answered'], [id]]);
});
