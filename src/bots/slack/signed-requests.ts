import type { IncomingMessage } from 'node:http';
import { signatureAgeMs } from './connection-limits.ts';

/** What can be said of a signed request before its signature is looked at: that it is old, or has been here before. */
export interface SignedRequests {
  /** Bolt looks at the signature itself, and at what is too old. */
  isPlausible(request: IncomingMessage): boolean;
  /** Called when it was found to be signed. */
  remember(request: IncomingMessage): void;
}

export function createSignedRequests(now: () => number): SignedRequests {
  /** When each came, the oldest first. */
  const seen = new Map<string, number>();
  return {
    isPlausible({ headers }) {
      const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = headers;
      // Slack looks whether anybody is there without a signature; Bolt takes nothing else without one.
      if (signature === undefined && timestamp === undefined) return true;
      const ageMs = now() - Number(timestamp) * 1000;
      if (typeof signature !== 'string' || !(Math.abs(ageMs) <= signatureAgeMs)) return false;
      // A repeat of Slack's own says so; whatever says so wrongly is known by its event.
      return !seen.has(signature) || headers['x-slack-retry-num'] !== undefined;
    },
    remember({ headers: { 'x-slack-signature': signature } }) {
      if (typeof signature !== 'string') return;
      seen.set(signature, now());
      for (const [old, at] of seen) {
        if (now() - at <= 2 * signatureAgeMs) break;
        seen.delete(old);
      }
    },
  };
}
