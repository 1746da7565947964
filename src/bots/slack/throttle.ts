import { setTimeout as pause } from 'node:timers/promises';
import Bottleneck from 'bottleneck';
import type { Method } from './connection-limits.ts';
import { allowances, betweenPostsMs, reserve } from './connection-limits.ts';

/** What is called. */
export interface Spot {
  readonly team: string;
  readonly method: Method;
  /** What is posted to; null: the call posts nothing. */
  readonly channel: string | null;
}

/** Holds calls back, so that Slack need not: a method has its tier in each workspace, a channel one post a second. */
export interface Throttle {
  /** Does it when it is its turn; calls of a kind keep their order. */
  run<Result>(spot: Spot, work: () => Promise<Result>): Promise<Result>;
  /** From now on nothing of this kind is called for so long: Slack wants to be left alone. */
  hold(spot: Spot, ms: number): void;
  /** Whether there is room for what may as well be left out. */
  isRoomy(spot: Spot): Promise<boolean>;
}

export function createThrottle(): Throttle {
  const posts = new Bottleneck.Group({ maxConcurrent: 1, minTime: betweenPostsMs });
  const tiers = new Map<Method, Bottleneck.Group>();
  const tierOf = ({ team, method }: Spot) => {
    const group = tiers.get(method) ?? createTier(method);
    tiers.set(method, group);
    return group.key(team);
  };
  /** When calls of a kind go on, on the clock of `performance.now()`. */
  const held = new Map<string, number>();
  const kindOf = ({ team, method }: Spot) => `${team} ${method}`;
  const released = async (spot: Spot) => {
    const ms = (held.get(kindOf(spot)) ?? 0) - performance.now();
    if (ms > 0) await pause(ms);
    else held.delete(kindOf(spot));
  };
  return {
    hold: (spot, ms) => void held.set(kindOf(spot), performance.now() + ms),
    async run(spot, work) {
      const tier = tierOf(spot);
      const inTier = async () =>
        await tier.schedule(async () => {
          await released(spot);
          return await work();
        });
      return spot.channel === null ? await inTier() : await posts.key(`${spot.team} ${spot.channel}`).schedule(inTier);
    },
    async isRoomy(spot) {
      if (held.has(kindOf(spot))) return false;
      const tier = tierOf(spot);
      return ((await tier.currentReservoir()) ?? 0) > reserve && (await tier.check());
    },
  };
}

function createTier(method: Method): Bottleneck.Group {
  const { burst, refillMs } = allowances[method];
  return new Bottleneck.Group({
    reservoir: burst,
    reservoirIncreaseAmount: 1,
    reservoirIncreaseInterval: refillMs,
    reservoirIncreaseMaximum: burst,
  });
}
