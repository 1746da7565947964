import { z } from 'zod';

/** Where something was asked: where the reply to it goes. */
export type Origin =
  | InChannel
  /** Where only who asked sees the reply: by a `response_url`. */
  | { readonly kind: 'private'; readonly url: string; readonly thread: string | null }
  | { readonly kind: 'home' }
  /** Nowhere: the reply goes to who asked. */
  | { readonly kind: 'nowhere' };

/** In a channel or conversation. */
export interface InChannel {
  readonly kind: 'message';
  readonly channel: string;
  readonly thread: string | null;
  /** The message it was asked under, and the `response_url` that can replace it. */
  readonly under: { readonly ts: string; readonly url: string | null } | null;
}

const origin = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    channel: z.string(),
    thread: z.string().nullable(),
    under: z.object({ ts: z.string(), url: z.url().nullable() }).nullable(),
  }),
  z.object({ kind: z.literal('private'), url: z.url(), thread: z.string().nullable() }),
  z.object({ kind: z.literal('home') }),
  z.object({ kind: z.literal('nowhere') }),
]);

/** As a form carries it. */
export const writeOrigin = (where: Origin): string => JSON.stringify(where);

/** As a form brings it back; nowhere when it is not known any more. */
export function readOrigin(text: string): Origin {
  try {
    return origin.safeParse(JSON.parse(text)).data ?? { kind: 'nowhere' };
  } catch {
    return { kind: 'nowhere' };
  }
}
