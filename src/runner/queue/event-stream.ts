import type { RunEvent } from '#core/ports/code-runner.ts';

/** The events of one run on their way to whoever asked for it. */
export interface EventStream {
  push(event: RunEvent): void;
  /** To be read by one reader. Ends after `done`; a reader who leaves before that calls `onAbandon`. */
  read(onAbandon: () => void): AsyncIterable<RunEvent>;
}

/** A stream that keeps what has not been read, and of several places in the queue only the newest. */
export function createEventStream(): EventStream {
  const unread: RunEvent[] = [];
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
