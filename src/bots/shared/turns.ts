import type { RequestId } from '#core/ids.ts';
import type { Log } from '#core/ports/log.ts';
import type { Inbox, Taking } from './inbox.ts';

/** Events under way. The one catch-all of this bot: what an event throws is a line in the log, and the next one is heard. */
export interface Turns {
  /** Takes an event on that needs no answer, unless it was taken on a moment ago: platforms deliver some of them twice. */
  begin(event: string, work: Work): void;
  /**
   * Takes an event on that somebody waits for: it is in the inbox from the moment at which this settles until the work is
   * done. `taken`: nothing is done, since it was taken on before. Where it could not be kept, the work is done all the same,
   * unless the platform brings it again.
   */
  answer(event: Answerable, work: Work): Promise<Taking>;
  /** Goes on with what another process had taken on. */
  resume(id: RequestId, work: Work): void;
  /** Settles when none is under way. */
  settled(): Promise<void>;
}

type Work = () => Promise<void>;

interface Answerable {
  readonly id: RequestId;
  /** All that another process needs to take it on. */
  readonly event: unknown;
  /** What happens to it when nobody says that we have it. */
  readonly otherwise: 'comes again' | 'is lost';
}

/** Repeats come within seconds. What is older is known to core. */
const mostRemembered = 5000;

/** `reasonOf` says of an error what may stand in the log. */
export function createTurns(log: Log, inbox: Inbox, reasonOf: (error: unknown) => string): Turns {
  const underWay = new Set<Promise<void>>();
  const heard = createMemory(mostRemembered);
  const beingKept = new Map<RequestId, Promise<Taking>>();
  const run = (event: string, work: Work) => {
    const turn = safely(work, (error) => log.error('event failed', { event, why: reasonOf(error), error }));
    underWay.add(turn);
    turn.finally(() => underWay.delete(turn)).catch(() => undefined);
  };
  const struckOut = (id: RequestId, work: Work) => async () => await workAndStrike(id, work, inbox);
  return {
    begin(event, work) {
      if (heard.add(event)) run(event, work);
    },
    async answer({ id, event, otherwise }, work) {
      // While it is not known whether it is safe, nobody may say that we have it, not even to its repeat.
      if (!heard.add(id)) return (await beingKept.get(id)) === 'unsafe' ? 'unsafe' : 'taken';
      const taking = Promise.withResolvers<Taking>();
      beingKept.set(id, taking.promise);
      run(id, async () => {
        const taken = await inbox.take(id, event);
        beingKept.delete(id);
        taking.resolve(taken);
        if (taken === 'ours') return await struckOut(id, work)();
        if (taken === 'taken') return;
        if (otherwise === 'is lost') return await work();
        heard.forget(id);
      });
      return await taking.promise;
    },
    resume: (id, work) => run(id, struckOut(id, work)),
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

async function workAndStrike(id: RequestId, work: Work, inbox: Inbox): Promise<void> {
  try {
    await work();
  } finally {
    await inbox.strike(id);
  }
}

/** What was heard lately. */
function createMemory(most: number) {
  const known = new Set<string>();
  return {
    /** False when it was known. */
    add(name: string): boolean {
      if (known.has(name)) return false;
      known.add(name);
      const [oldest] = known;
      if (known.size > most && oldest !== undefined) known.delete(oldest);
      return true;
    },
    forget: (name: string) => void known.delete(name),
  };
}

async function safely(work: () => Promise<void>, failed: (error: unknown) => void): Promise<void> {
  try {
    await work();
  } catch (error) {
    failed(error);
  }
}
