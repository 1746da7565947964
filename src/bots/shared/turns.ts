import type { Log } from '#core/ports/log.ts';

/** Events under way. The one catch-all of this bot: what an event throws is a line in the log, and the next one is heard. */
export interface Turns {
  /** Takes an event on, unless it was taken on a moment ago: platforms deliver some of them twice. */
  begin(event: string, work: () => Promise<void>): void;
  /** Settles when none is under way. */
  settled(): Promise<void>;
}

/** Repeats come within seconds. What is older is known to core. */
const mostRemembered = 5000;

/** `reasonOf` says of an error what may stand in the log. */
export function createTurns(log: Log, reasonOf: (error: unknown) => string): Turns {
  const underWay = new Set<Promise<void>>();
  const heard = new Set<string>();
  return {
    begin(event, work) {
      if (heard.has(event)) return;
      heard.add(event);
      const [oldest] = heard;
      if (heard.size > mostRemembered && oldest !== undefined) heard.delete(oldest);
      const turn = safely(work, (error) => log.error('event failed', { event, why: reasonOf(error), error }));
      underWay.add(turn);
      turn.finally(() => underWay.delete(turn)).catch(() => undefined);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function safely(work: () => Promise<void>, failed: (error: unknown) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    failed(error);
  }
}
