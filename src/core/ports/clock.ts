/** The time of day; called whenever core needs "now". */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
