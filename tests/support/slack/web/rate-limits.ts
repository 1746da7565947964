import type { Clock } from '../clock.ts';

/** Counts calls as Slack does: a method per workspace and minute, posts per channel and second. */
export interface RateLimits {
  /** Counts a call; null: go on, else how many whole seconds to wait. */
  count(call: CountedCall): number | null;
  /** How many calls were told to wait. */
  readonly refused: number;
}

export interface CountedCall {
  readonly method: string;
  readonly workspaceId: string;
  readonly perMinute: number;
  /** The channel that something is posted to. */
  readonly channelId: string | null;
}

/** How strictly the pace of posts is held. */
export interface Pace {
  /** Posts that a channel takes at once before one a second holds; Slack allows short bursts without saying how long. Default 1. */
  readonly burst?: number;
  /** Nothing is limited. */
  readonly isOff?: boolean;
}

/** A post that comes this much early is taken: clocks and sockets are not exact. */
const toleranceMs = 100;
const minuteMs = 60_000;

export function createRateLimits(clock: Clock, { burst = 1, isOff = false }: Pace): RateLimits {
  /** When the next post to a channel is due. */
  const due = new Map<string, number>();
  const calls = new Map<string, number[]>();
  let refused = 0;

  function waitForMethod({ method, workspaceId, perMinute }: CountedCall): number {
    const key = `${workspaceId} ${method}`;
    const now = clock.now();
    const recent = (calls.get(key) ?? []).filter((at) => at > now - minuteMs);
    calls.set(key, recent);
    const [oldest] = recent;
    if (recent.length >= perMinute && oldest !== undefined) return oldest + minuteMs - now;
    recent.push(now);
    return 0;
  }

  function waitForChannel({ channelId, workspaceId }: CountedCall): number {
    if (channelId === null) return 0;
    const key = `${workspaceId} ${channelId}`;
    const now = clock.now();
    const next = Math.max(now, due.get(key) ?? 0);
    const waitMs = next - now - (burst - 1) * 1000 - toleranceMs;
    if (waitMs > 0) return waitMs;
    due.set(key, next + 1000);
    return 0;
  }

  return {
    count(call) {
      if (isOff) return null;
      const waitMs = waitForChannel(call) || waitForMethod(call);
      if (waitMs === 0) return null;
      refused += 1;
      return Math.max(1, Math.ceil(waitMs / 1000));
    },
    get refused() {
      return refused;
    },
  };
}
