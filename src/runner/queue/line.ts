import type Bottleneck from 'bottleneck';

/** Those who wait for one limiter, first come first served, and those it has let in. */
export interface Line<Member> {
  enter(member: Member): void;
  /** For one who waits no longer, and for one who was served and is done. */
  leave(member: Member): void;
  waiting(): readonly Member[];
  /** In the order they were let in. */
  served(): readonly Member[];
}

export interface LineOptions<Member> {
  /** Asked for when it is needed: to make one takes longer than to start a run. */
  readonly limiter: () => Bottleneck;
  /** The limiter's `maxConcurrent`. */
  readonly capacity: number;
  /** Called when a member's turn has come, which lasts until it leaves. */
  readonly serve: (member: Member) => void;
  readonly onBroken: (error: unknown) => void;
}

/**
 * A line in front of a limiter whose members may leave. Bottleneck cannot take out what it has queued, so it queues
 * turns that belong to nobody: each serves whoever is first in line when it comes, and a turn left over by someone who
 * went away is there for the next to enter.
 */
export function createLine<Member>({ limiter, capacity, serve, onBroken }: LineOptions<Member>): Line<Member> {
  const waiting: Member[] = [];
  const served = new Map<Member, () => void>();
  let turnsAhead = 0;
  const begin = (member: Member): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    served.set(member, resolve);
    serve(member);
    return promise;
  };
  const schedule = (turn: () => Promise<void>) => scheduleSoon(limiter, turn, onBroken);
  const takeTurn = async () => {
    turnsAhead -= 1;
    const first = waiting.shift();
    if (first !== undefined) await begin(first);
  };
  return {
    enter(member) {
      if (served.size < capacity && turnsAhead === 0) {
        // Bottleneck takes some milliseconds for a turn, more than a run may take. Nobody is ahead, so this one need
        // not wait for it; the turn taken behind its back keeps the count right for those who come after.
        const left = begin(member);
        schedule(async () => left);
        return;
      }
      waiting.push(member);
      if (turnsAhead >= waiting.length) return;
      turnsAhead += 1;
      schedule(takeTurn);
    },
    leave(member) {
      const index = waiting.indexOf(member);
      if (index >= 0) waiting.splice(index, 1);
      served.get(member)?.();
      served.delete(member);
    },
    waiting: () => waiting,
    served: () => [...served.keys()],
  };
}

/** In the order asked, but after what is being done now, which may be the start of a run. */
function scheduleSoon(limiter: () => Bottleneck, turn: () => Promise<void>, onBroken: (error: unknown) => void): void {
  setImmediate(() => {
    limiter().schedule(turn).catch(onBroken);
  });
}
