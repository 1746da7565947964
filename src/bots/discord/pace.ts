import type { View } from '#core/view.ts';
import { acknowledgeMs, betweenEditsMs, firstViewMs } from './connection-limits.ts';

/** How a reply stands; times on one clock, in ms. */
export interface Standing {
  readonly startedAt: number;
  /** When something was last shown; null: nothing yet. */
  readonly shownAt: number | null;
  readonly acknowledged: 'yes' | 'no';
  /** The newest view that was not shown. */
  readonly waiting: View | null;
  /** Whether another view may come. */
  readonly stream: 'open' | 'ended';
}

export type Move =
  | { readonly kind: 'show'; readonly view: View }
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'finish' }
  /** Until something changes, or that long. */
  | { readonly kind: 'wait'; readonly ms: number };

/** What to do now: finished views at once, others no faster than the platform's pace, and a sign of life in time. */
export function nextMove({ startedAt, shownAt, acknowledged, waiting, stream }: Standing, now: number): Move {
  if (waiting !== null) {
    if (waiting.stage === 'final' || stream === 'ended') return { kind: 'show', view: waiting };
    const due = shownAt === null ? startedAt + firstViewMs : shownAt + betweenEditsMs;
    return now >= due ? { kind: 'show', view: waiting } : { kind: 'wait', ms: due - now };
  }
  if (stream === 'ended') return { kind: 'finish' };
  if (acknowledged === 'yes') return { kind: 'wait', ms: Infinity };
  const due = startedAt + acknowledgeMs;
  return now >= due ? { kind: 'acknowledge' } : { kind: 'wait', ms: due - now };
}
