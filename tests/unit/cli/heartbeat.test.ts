import { expect, test } from 'vitest';
import { beat } from '#cli/heartbeat.ts';
import { view } from '#core/view.ts';
import { bareWords } from '../../support/library.ts';
import type { Delivery, DeliveryOutcome } from '#core/delivery.ts';

const delivery: Delivery = {
  id: 'daily/1',
  address: { kind: 'channel', platform: 'test', community: 'school', channel: 'study' },
  view: view('Question', []),
  language: 'en',
  perhapsSince: null,
  ifAbsent: 'send',
  failures: 0,
  until: Infinity,
};

/** A heart that beats once and is told to stop while its one delivery is being sent. */
async function stoppedAmid(deliver: () => Promise<DeliveryOutcome>): Promise<readonly DeliveryOutcome[]> {
  const stop = new AbortController();
  const told: DeliveryOutcome[] = [];
  const due = [delivery];
  await beat({
    app: {
      due: async () => await Promise.resolve(due.splice(0)),
      delivered: async (_, outcome) => await Promise.resolve(void told.push(outcome)),
      speak: () => bareWords,
    },
    bots: [
      {
        name: 'test',
        deliver: async () => {
          stop.abort();
          return await deliver();
        },
      },
    ],
    clock: { now: () => 0 },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    everyMs: 1000,
    patienceMs: 50,
    signal: stop.signal,
  });
  return told;
}

test('what is being sent at the signal is finished', async () => {
  const end = { kind: 'delivered', reference: '1' } as const;
  expect(await stoppedAmid(async () => await Promise.resolve(end))).toEqual([end]);
});

test('what does not end in time is handed back, as something that may stand there', async () => {
  const never = async () => await new Promise<DeliveryOutcome>(() => undefined);
  expect(await stoppedAmid(never)).toEqual([{ kind: 'failed', sent: 'perhaps' }]);
});
