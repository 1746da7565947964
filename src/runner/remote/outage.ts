import type { Log } from '#core/ports/log.ts';

/** Whether Redis answers. */
export interface Outage {
  /** To be told of whatever could not be done for want of Redis. */
  readonly failed: (error: unknown) => void;
  /** To be told whenever Redis has answered. */
  readonly worked: () => void;
  /** How long Redis has not answered, milliseconds; 0: it does. */
  readonly lastsMs: () => number;
  /** How long Redis has answered without a break, milliseconds. */
  readonly calmMs: () => number;
}

/** One line in the log when Redis goes, one when it comes back, however often it was tried between. */
export function createOutage(log: Log): Outage {
  let since: number | null = null;
  let calmSince = performance.now();
  const lasts = () => (since === null ? 0 : performance.now() - since);
  return {
    failed(error) {
      if (since !== null) return;
      since = performance.now();
      log.error('redis unreachable', { error });
    },
    worked() {
      if (since === null) return;
      log.info('redis reachable again', { afterMs: Math.round(lasts()) });
      since = null;
      calmSince = performance.now();
    },
    lastsMs: lasts,
    calmMs: () => (since === null ? performance.now() - calmSince : 0),
  };
}
