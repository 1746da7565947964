/** Slack's time: real time, and what a test skips of it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back when so much of Slack's time went by; the function cancels it. */
  after(ms: number, what: () => void): () => void;
  /** Lets this much time go by at once; what was due in it happens now, in order. */
  skip(ms: number): void;
  /** Cancels all that waits. */
  close(): void;
}

interface Waiting {
  readonly at: number;
  readonly what: () => void;
  timer: NodeJS.Timeout;
}

export function createClock(): Clock {
  let skippedMs = 0;
  const waiting = new Set<Waiting>();
  const now = () => Date.now() + skippedMs;

  const arm = (at: number, then: () => void): NodeJS.Timeout => setTimeout(then, Math.max(0, at - now()));

  function fire(one: Waiting): void {
    clearTimeout(one.timer);
    if (waiting.delete(one)) one.what();
  }

  return {
    now,
    after(ms, what) {
      const at = now() + ms;
      const one: Waiting = { at, what, timer: arm(at, () => fire(one)) };
      waiting.add(one);
      return () => {
        clearTimeout(one.timer);
        waiting.delete(one);
      };
    },
    skip(ms) {
      skippedMs += ms;
      const due = [...waiting].filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at);
      for (const one of due) fire(one);
      for (const one of waiting) {
        clearTimeout(one.timer);
        one.timer = arm(one.at, () => fire(one));
      }
    },
    close() {
      for (const { timer } of waiting) clearTimeout(timer);
      waiting.clear();
    },
  };
}
