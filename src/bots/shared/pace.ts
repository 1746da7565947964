import type { View } from '#core/view.ts';

/** How fast a platform is written to, in ms. */
export interface Tempo {
  /** A reply that is finished by then is shown at once; otherwise what there is so far is. */
  readonly firstViewMs: number;
  /** With nothing to show by then, there is a sign that the reply is coming. */
  readonly acknowledgeMs: number;
  /** Between edits that show how a reply is coming along. */
  readonly betweenEditsMs: number;
  /** A picture that takes longer is put into the message later. */
  readonly pictureMs: number;
}

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
export function nextMove(standing: Standing, now: number, tempo: Tempo): Move {
  const { startedAt, shownAt, acknowledged, waiting, stream } = standing;
  const { acknowledgeMs, betweenEditsMs, firstViewMs } = tempo;
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
