import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { keyPrefix } from './line.ts';

/** How many runs a learner may ask for, in all processes together. */
export interface Quota {
  /** Counts one more of that learner; answers after how many milliseconds there is room for it, 0: now. */
  take(learner: string): Promise<number>;
}

const WINDOW_S = 60;

/** So many runs in any minute that begins with one. */
export function createQuota(redis: Redis, runsPerMinute: number): Quota {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: `${keyPrefix}:quota`,
    points: runsPerMinute,
    duration: WINDOW_S,
  });
  return {
    async take(learner) {
      try {
        await limiter.consume(learner);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
        throw refused;
      }
    },
  };
}
