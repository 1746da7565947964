import { z } from 'zod';
import type { Judge } from '#bots/shared/persist.ts';
import { judge, troubleOf, wasSurelyNotDone } from './trouble.ts';

/** Slack has nothing to tell a repeated post by: every post carries a mark, and where one may stand already it is looked for. */
export interface Mark {
  readonly event_type: 'studyloop_reply';
  readonly event_payload: { readonly mark: string };
}

export const markOf = (mark: string): Mark => ({ event_type: 'studyloop_reply', event_payload: { mark } });

interface Posting<Posted> {
  readonly attempt: () => Promise<Posted>;
  /** What stands there with the mark; null: nothing. Rejects when it cannot be seen. */
  readonly lookFor: () => Promise<Posted | null>;
}

interface Careful<Posted> {
  readonly attempt: () => Promise<Posted>;
  readonly judge: Judge;
}

/**
 * A post as something that may be tried again and again: before a repeat of what may have been done it looks. Where it may not
 * look, a broken connection is taken for one that was kept for too long, and a timeout for something that was done.
 */
export function postOnce<Posted>({ attempt, lookFor }: Posting<Posted>): Careful<Posted> {
  let doubt: unknown = null;
  let isOver = false;
  const find = async () => {
    try {
      return await lookFor();
    } catch {
      isOver = troubleOf(doubt) === 'unsure';
      if (isOver) throw doubt;
      return null;
    }
  };
  return {
    async attempt() {
      const found = doubt === null ? null : await find();
      if (found !== null) return found;
      try {
        return await attempt();
      } catch (error) {
        if (!wasSurelyNotDone(error)) doubt = error;
        throw error;
      }
    },
    judge: (error) => (isOver ? { work: 'hopeless', waitMs: 0 } : judge(error)),
  };
}

const listed = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_payload: z.object({ mark: z.string() }) })
        .nullable()
        .catch(null),
    }),
  ),
  has_more: z.boolean().catch(false),
});

interface LookedAt {
  /** The timestamp of the marked message; null: it is not there. */
  readonly ts: string | null;
  /** Before which there is more to look at; null: that was all. */
  readonly before: string | null;
}

/** What an answer of Slack's says of the message with the mark. */
export function lookedAt(answer: unknown, mark: string): LookedAt {
  const { messages, has_more: hasMore } = listed.parse(answer);
  const ts = messages.find(({ metadata }) => metadata?.event_payload.mark === mark)?.ts ?? null;
  return { ts, before: hasMore ? (messages.at(-1)?.ts ?? null) : null };
}
