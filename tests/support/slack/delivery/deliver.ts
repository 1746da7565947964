import type { Fields } from '../wire.ts';
import type { Delivery, PayloadKind, World } from '../world/model.ts';

/** Brings something to the app. */
export interface Transport {
  send(delivery: Delivery, retry: Retry | null): Promise<Reply>;
}

/** Which repetition it is, and why. */
export interface Retry {
  readonly num: number;
  readonly reason: string;
}

/** What the app said within three seconds. */
export type Reply =
  | { readonly kind: 'acknowledged'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly reason: string; readonly isFinal?: boolean };

/** Within how many ms the app must acknowledge. */
export const ackWithinMs = 3000;

/** How long after a failure an event comes again, in ms. */
const pausesMs = [0, 60_000, 300_000];

/** What has been sent, the newest last. */
export interface Deliveries {
  readonly all: readonly Delivery[];
  deliver(kind: PayloadKind, payload: Fields, settled?: (delivery: Delivery) => void): Delivery;
  /** Sends the same event once more, as Slack does when the acknowledgement got lost on its way. */
  repeat(delivery: Delivery, retry?: Retry): Promise<Reply>;
  /** From now on each event is sent so many times more, though acknowledged. */
  repeatEach(times: number): void;
}

/** Sends what happens to the app, and events again that it did not acknowledge. */
export function createDeliveries(world: World, transport: () => Transport): Deliveries {
  const all: Delivery[] = [];
  let repeats = 0;

  async function attempt(delivery: Delivery, retry: Retry | null): Promise<Reply> {
    delivery.attempts += 1;
    const reply = await transport().send(delivery, retry);
    if (reply.kind === 'acknowledged' && delivery.ackedAt === null) {
      delivery.ackedAt = world.clock.now();
      delivery.answer = reply.body;
      delivery.failure = null;
    }
    return reply;
  }

  async function bring(delivery: Delivery, retry: Retry | null): Promise<void> {
    const reply = await attempt(delivery, retry);
    if (reply.kind === 'acknowledged') return;
    delivery.failure = reply.reason;
    delivery.failures += 1;
    world.changes.notify();
    const done = retry?.num ?? 0;
    const pauseMs = pausesMs[done];
    if (delivery.kind !== 'event' || pauseMs === undefined || reply.isFinal === true) return;
    const next = { num: done + 1, reason: reply.reason };
    world.clock.after(pauseMs, () => start(bring(delivery, next)));
  }

  async function bringAll(delivery: Delivery, settled?: (delivery: Delivery) => void): Promise<void> {
    const more = delivery.kind === 'event' ? repeats : 0;
    await bring(delivery, null);
    settled?.(delivery);
    for (let num = 1; num <= more; num++) await attempt(delivery, { num, reason: 'http_timeout' });
  }

  function start(work: Promise<void>): void {
    work
      .finally(world.changes.notify)
      .catch((error: unknown) => world.complaints.push(`the server failed: ${String(error)}`));
  }

  return {
    all,
    repeat: (delivery, retry = { num: 1, reason: 'http_timeout' }) => attempt(delivery, retry),
    repeatEach: (times) => void (repeats = times),
    deliver(kind, payload, settled) {
      const id = world.id('En');
      const sentAt = world.clock.now();
      const delivery: Delivery = {
        id,
        kind,
        payload,
        sentAt,
        attempts: 0,
        failures: 0,
        ackedAt: null,
        answer: undefined,
        failure: null,
      };
      all.push(delivery);
      if (all.length > 20_000) all.splice(0, 10_000);
      start(bringAll(delivery, settled));
      return delivery;
    },
  };
}
