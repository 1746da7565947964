import Bottleneck from 'bottleneck';
import { paused } from '#bots/shared/pause-between.ts';
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
  /** Aborted when nothing is called any more. */
  readonly closed: AbortSignal;
}

/** What waits when it is closed is dropped: its `run` rejects. */
export function createThrottle(closed: AbortSignal): Throttle {
  const posts = new Bottleneck.Group({ maxConcurrent: 1 });
  const tiers = new Map<Method, Bottleneck.Group>();
  const tierOf = ({ team, method }: Spot) => {
    const group = tiers.get(method) ?? createTier(method);
    tiers.set(method, group);
    return group.key(team);
  };
  const groups = () => [posts, ...tiers.values()];
  closed.addEventListener(
    'abort',
    () => {
      for (const group of groups()) drop(group);
    },
    { once: true },
  );
  const holds = createHolds(closed);
  return {
    closed,
    hold: (spot, ms) => holds.begin(spot, ms),
    async run(spot, work) {
      if (closed.aborted) throw new Closed();
      const tier = tierOf(spot);
      const inTier = async () =>
        await tier.schedule(async () => {
          await holds.ended(spot);
          return await work();
        });
      if (spot.channel === null) return await inTier();
      const post = followedByPause(inTier, closed);
      // What is dropped is never begun.
      posts.key(`${spot.team} ${spot.channel}`).schedule(post.begin).catch(post.dropped);
      return await post.done;
    },
    async isRoomy(spot) {
      if (holds.has(spot)) return false;
      const tier = tierOf(spot);
      return ((await tier.currentReservoir()) ?? 0) > reserve && (await tier.check());
    },
  };
}

/** A post is done with its answer; the next one to its channel begins a while later, however long this one waited for its tier. */
function followedByPause<Result>(work: () => Promise<Result>, closed: AbortSignal) {
  const { promise: done, resolve, reject } = Promise.withResolvers<Result>();
  const begin = async (): Promise<void> => {
    await work().then(resolve, reject);
    await paused(betweenPostsMs, closed);
  };
  return { done, begin, dropped: reject };
}

/** What Slack wants to be left alone with. */
function createHolds(closed: AbortSignal) {
  /** When calls of a kind go on, on the clock of `performance.now()`. */
  const held = new Map<string, number>();
  const kindOf = ({ team, method }: Spot) => `${team} ${method}`;
  return {
    has: (spot: Spot) => held.has(kindOf(spot)),
    begin: (spot: Spot, ms: number) => void held.set(kindOf(spot), performance.now() + ms),
    async ended(spot: Spot): Promise<void> {
      const ms = (held.get(kindOf(spot)) ?? 0) - performance.now();
      if (ms <= 0) held.delete(kindOf(spot));
      else if (!(await paused(ms, closed))) throw new Closed();
    },
  };
}

/** Waiting calls, and the timers for them. */
function drop(group: Bottleneck.Group): void {
  for (const { limiter } of group.limiters()) {
    // What runs already ends by itself.
    limiter.stop({ dropWaitingJobs: true }).catch(() => undefined);
  }
}

/** It was not called any more. */
class Closed extends Error {
  constructor() {
    super('the bot stops');
    this.name = 'Closed';
  }
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
