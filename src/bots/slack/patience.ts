/** A time that begins with a signal. */
export interface Patience extends Disposable {
  /** Aborted when the time is over, or it is disposed of. */
  readonly over: AbortSignal;
}

/** Over so long after the signal. */
export function patienceAfter(signal: AbortSignal, ms: number): Patience {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => over.abort(), ms);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    over: over.signal,
    [Symbol.dispose]() {
      signal.removeEventListener('abort', begin);
      clearTimeout(timer);
      over.abort();
    },
  };
}
