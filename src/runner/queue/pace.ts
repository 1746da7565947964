/** How fast the queue moves. */
export interface Pace {
  /** Tells how long a run took. */
  readonly record: (tookMs: number) => void;
  /** When whoever stands at this place will probably start. */
  readonly etaMs: (place: number) => number;
}

const FIRST_GUESS_MS = 300;
const NEWEST_WEIGHT = 0.2;

/** A moving average of recent runs: the newest counts a fifth. */
export function createPace(concurrency: number): Pace {
  let usualMs = FIRST_GUESS_MS;
  return {
    record: (tookMs) => void (usualMs += (tookMs - usualMs) * NEWEST_WEIGHT),
    etaMs: (place) => Math.round((usualMs * place) / concurrency),
  };
}
