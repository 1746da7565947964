import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { persist } from '#bots/shared/persist.ts';
import type { Method } from './connection-limits.ts';
import { deliveryMs, requestMs } from './connection-limits.ts';
import { postOnce } from './post-once.ts';
import type { Throttle } from './throttle.ts';
import { AddressError, judge } from './trouble.ts';

/** Where calls go. */
export interface Workspace {
  /** Tries nothing by itself: which call may be made twice, only this file knows. */
  readonly client: webApi.WebClient;
  readonly token: string;
  readonly team: string;
  readonly throttle: Throttle;
}

interface Call {
  readonly method: Method;
  readonly args: Readonly<Record<string, unknown>>;
  readonly channel?: string;
  /** What stands there of it already, before it is tried again; null: nothing. */
  readonly lookFor?: () => Promise<unknown>;
  /** Default: it may be done twice with the same result. */
  readonly whenUnsure?: 'again' | 'enough';
  readonly withinMs?: number;
}

/** Each try waits for its turn; while Slack wants to be left alone, what comes behind it to the same channel waits too. */
export async function insist({ client, team, throttle }: Workspace, call: Call): Promise<unknown> {
  const { method, args, channel = null, whenUnsure = 'again', withinMs = deliveryMs, lookFor } = call;
  const until = performance.now() + withinMs;
  const spot = { team, method, channel };
  const attempt = async () => {
    try {
      return await client.apiCall(method, args);
    } catch (error) {
      const { waitMs } = judge(error);
      if (waitMs > 0) throttle.hold(spot, waitMs);
      throw error;
    }
  };
  const trying = lookFor === undefined ? { attempt, judge } : postOnce({ attempt, lookFor });
  return await throttle.run(
    spot,
    async () => await persist(trying.attempt, { until, whenUnsure, judge: trying.judge, signal: throttle.closed }),
  );
}

interface Parcel {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly whenUnsure: 'again' | 'enough';
}

/** Posts to an address that Slack gave us. */
export async function send(url: string, { body, type, whenUnsure }: Parcel, closed: AbortSignal): Promise<void> {
  const attempt = async () => {
    const signal = AbortSignal.any([AbortSignal.timeout(requestMs), closed]);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      signal,
      redirect: 'error',
    });
    const refusal = refusalIn(await response.text());
    if (response.ok && refusal === null) return;
    const { status, headers } = response;
    throw new AddressError({ status, refusal, retryAfterMs: Number(headers.get('retry-after') ?? 0) * 1000 });
  };
  await persist(attempt, { until: performance.now() + deliveryMs, whenUnsure, judge, signal: closed });
}

const refused = z.object({ ok: z.literal(false), error: z.string() });

/** Slack's word for why it does not take it; null: it does not say. */
function refusalIn(text: string): string | null {
  try {
    return refused.safeParse(JSON.parse(text)).data?.error ?? null;
  } catch {
    return null;
  }
}
