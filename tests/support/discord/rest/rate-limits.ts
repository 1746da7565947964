import { createHash } from 'node:crypto';
import { limits } from '../checks/limits.ts';

/** How many requests of a kind are taken in how many ms. */
export interface Allowance {
  readonly requests: number;
  readonly windowMs: number;
}

/** What becomes of a request: its headers, and how long to wait if it is one too many. */
export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Null: go on. */
  readonly wait: { readonly retryAfterMs: number; readonly scope: 'user' | 'global' | 'shared' } | null;
}

export interface RateLimits {
  /** Counts a request; `template` is a path of the OpenAPI document. */
  count(request: { readonly method: string; readonly template: string; readonly path: string }): Verdict;
  /** Sets another allowance from now on; null: no limit. */
  set(operation: string, allowance: Allowance | null): void;
}

/** Buckets per operation and major parameter, and the global one, as far as Discord's are known. */
export function createRateLimits(now: () => number): RateLimits {
  const allowances = new Map<string, Allowance | null>(Object.entries(known));
  const buckets = new Map<string, { left: number; resetAt: number }>();
  let global = { left: limits.requestsASecond as number, resetAt: 0 };

  function countGlobal(template: string): number | null {
    // Endpoints of interactions are not bound to the global limit.
    if (template.startsWith('/interactions/') || template.startsWith('/webhooks/{webhook_id}/{webhook_token}'))
      return null;
    if (now() >= global.resetAt) global = { left: limits.requestsASecond, resetAt: now() + 1000 };
    global.left -= 1;
    return global.left < 0 ? global.resetAt - now() : null;
  }

  return {
    count({ method, template, path }) {
      const globalWaitMs = countGlobal(template);
      if (globalWaitMs !== null) {
        return { headers: { 'x-ratelimit-global': 'true' }, wait: { retryAfterMs: globalWaitMs, scope: 'global' } };
      }
      const operation = `${method} ${template}`;
      const allowance = allowances.get(operation);
      if (allowance === null || template.endsWith('/callback')) return { headers: {}, wait: null };
      const { requests, windowMs } = allowance ?? ordinary;
      const key = `${operation} ${majorOf(path)}`;
      const kept = buckets.get(key);
      const bucket = kept === undefined || now() >= kept.resetAt ? { left: requests, resetAt: now() + windowMs } : kept;
      if (buckets.size > 20_000) forgetOld(buckets, now());
      buckets.set(key, bucket);
      bucket.left -= 1;
      const retryAfterMs = bucket.resetAt - now();
      const headers = {
        'x-ratelimit-limit': String(requests),
        'x-ratelimit-remaining': String(Math.max(0, bucket.left)),
        'x-ratelimit-reset': (bucket.resetAt / 1000).toFixed(3),
        'x-ratelimit-reset-after': (retryAfterMs / 1000).toFixed(3),
        'x-ratelimit-bucket': createHash('md5').update(operation).digest('hex'),
      };
      return { headers, wait: bucket.left < 0 ? { retryAfterMs, scope: 'user' } : null };
    },
    set: (operation, allowance) => void allowances.set(operation, allowance),
  };
}

const ordinary: Allowance = { requests: 50, windowMs: 1000 };

const known: Readonly<Record<string, Allowance>> = {
  'POST /channels/{channel_id}/messages': { requests: 5, windowMs: 5000 },
  'PATCH /channels/{channel_id}/messages/{message_id}': { requests: 5, windowMs: 5000 },
  'DELETE /channels/{channel_id}/messages/{message_id}': { requests: 5, windowMs: 1000 },
  'POST /webhooks/{webhook_id}/{webhook_token}': { requests: 5, windowMs: 2000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original': { requests: 5, windowMs: 2000 },
  'PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': { requests: 5, windowMs: 2000 },
  'PUT /applications/{application_id}/commands': { requests: 2, windowMs: 20_000 },
};

function majorOf(path: string): string {
  return /^\/(?:channels|guilds|webhooks)\/\d+(?:\/(?!messages|members|channels|roles)[^/]+)?/.exec(path)?.[0] ?? '';
}

function forgetOld(buckets: Map<string, { readonly resetAt: number }>, now: number): void {
  for (const [key, { resetAt }] of buckets) if (resetAt <= now) buckets.delete(key);
}
