/** A line of customers, each of whom comes at a time and takes some, both in seconds. */
export interface Customer {
  readonly at: number;
  readonly takes: number;
}

export interface Waits {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** When the last one was done, since the start. */
  readonly until: number;
}

/**
 * Serves customers in the order in which they come, each by whoever is free first: the next event is always a server's
 * becoming free or a customer's coming, whichever is later. `skip` is how many come before the line has settled.
 */
export function simulate(customers: Iterable<Customer>, servers: number, skip = 0): Waits {
  const free = new Float64Array(servers);
  const waits: number[] = [];
  let until = 0;
  let seen = 0;
  for (const { at, takes } of customers) {
    const begins = Math.max(at, free[0] ?? 0);
    const ends = begins + takes;
    until = Math.max(until, ends);
    replaceEarliest(free, ends);
    seen += 1;
    if (seen > skip) waits.push(begins - at);
  }
  return { ...statisticsOf(waits), until };
}

/** The first of a heap is its least: it is replaced, and the rest put in order. */
function replaceEarliest(heap: Float64Array, value: number): void {
  let place = 0;
  for (;;) {
    const left = place * 2 + 1;
    if (left >= heap.length) break;
    const least = left + 1 < heap.length && at(heap, left + 1) < at(heap, left) ? left + 1 : left;
    if (at(heap, least) >= value) break;
    heap[place] = at(heap, least);
    place = least;
  }
  heap[place] = value;
}

const at = (heap: Float64Array, place: number): number => heap[place] ?? Infinity;

function statisticsOf(waits: readonly number[]): Omit<Waits, 'until'> {
  const sorted = waits.toSorted((one, other) => one - other);
  const below = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / Math.max(1, waits.length);
  return { mean, p50: below(0.5), p95: below(0.95), p99: below(0.99) };
}
