/** What is told of anything that was asked for, before its end. */
export type Progress =
  | { readonly kind: 'queued'; readonly place: number; readonly etaMs: number }
  | { readonly kind: 'started' };

/** The events of one run or grade on their way to whoever asked for it; the last one is a `Done`. */
export interface EventStream<Done> {
  push(event: Progress | Done): void;
  /** To be read by one reader. Ends after `done`; a reader who leaves before that calls `onAbandon`. */
  read(onAbandon: () => void): AsyncIterable<Progress | Done>;
}

/** A stream that keeps what has not been read, and of several places in the queue only the newest. */
export function createEventStream<Done extends { readonly kind: 'done' }>(): EventStream<Done> {
  const unread: (Progress | Done)[] = [];
  let wake = () => {};
  return {
    push(event) {
      if (event.kind === 'queued' && unread.at(-1)?.kind === 'queued') unread.pop();
      unread.push(event);
      wake();
    },
    async *read(onAbandon) {
      try {
        for (;;) {
          const event = unread.shift();
          if (event === undefined) await new Promise<void>((resolve) => (wake = resolve));
          else yield event;
          if (event?.kind === 'done') return;
        }
      } finally {
        onAbandon();
      }
    },
  };
}
