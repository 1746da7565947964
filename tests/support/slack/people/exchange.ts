import type { Channel, Delivery, User, World } from '../world/model.ts';

/** Something that a person did, and what came of it. */
export interface Exchange {
  readonly delivery: Delivery;
  /** Waits until the app acknowledged; rejects when it did not in time. */
  acknowledged(withinMs?: number): Promise<Exchange>;
  /** Waits until the app failed to acknowledge; Slack's word for it. */
  failed(withinMs?: number): Promise<string>;
  /** How long things took, in ms since the person did it; null: not yet. */
  timing(): Timing;
}

export interface Timing {
  readonly ackMs: number | null;
  readonly firstReplyMs: number | null;
  readonly lastReplyMs: number | null;
}

/** Who waits for an answer, and where they look for it. */
export interface Watcher {
  readonly user: User;
  readonly channel: Channel | null;
}

export function followExchange(world: World, delivery: Delivery, { user, channel }: Watcher): Exchange {
  const exchange: Exchange = {
    delivery,
    acknowledged: (withinMs = 10_000) =>
      world.changes.until(() => (delivery.ackedAt === null ? undefined : exchange), {
        withinMs,
        failure: () =>
          `not acknowledged: ${delivery.failure ?? 'nothing came'}; ${JSON.stringify(delivery.payload).slice(0, 300)}`,
      }),
    failed: (withinMs = 10_000) =>
      world.changes.until(() => delivery.failure ?? undefined, {
        withinMs,
        failure: () => `expected a failure, but it was ${delivery.ackedAt === null ? 'not settled' : 'acknowledged'}`,
      }),
    timing() {
      const since = (at: number | undefined) => (at === undefined ? null : at - delivery.sentAt);
      const replies = world.deeds.filter(
        (deed) =>
          deed.at >= delivery.sentAt &&
          (deed.userId === null || deed.userId === user.id) &&
          (deed.channelId === null || deed.channelId === channel?.id),
      );
      return {
        ackMs: since(delivery.ackedAt ?? undefined),
        firstReplyMs: since(replies[0]?.at),
        lastReplyMs: since(replies.at(-1)?.at),
      };
    },
  };
  return exchange;
}
