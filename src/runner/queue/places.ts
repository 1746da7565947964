/** What the places in the queue follow from. A learner has at most one member in `inside` and `line` together. */
export interface QueueState<Member> {
  readonly concurrency: number;
  /** In the order they began. */
  readonly inside: readonly Member[];
  /** In the order they entered: at most one of each learner. */
  readonly line: readonly Member[];
  /** What a learner asked for next, in order; the first of it enters the line when the learner's own run ends. */
  readonly behind: (member: Member) => readonly Member[];
}

/**
 * Place in the queue of each waiting member, 1 for the next to start, if the runs end in the order they began. Those
 * who start without waiting are left out.
 */
export function findPlaces<Member>(state: QueueState<Member>): ReadonlyMap<Member, number> {
  const { concurrency, inside, line, behind } = state;
  const places = new Map<Member, number>();
  const ahead = [...line];
  const active = [...inside];
  const followers = new Map(
    [...inside, ...line].map((member) => [member, behind(member).filter((one) => one !== member)]),
  );
  let mustWait = false;
  while (ahead.length > 0 || active.length > 0) {
    const next = active.length < concurrency ? ahead.shift() : undefined;
    if (next !== undefined) {
      active.push(next);
      if (mustWait) places.set(next, places.size + 1);
      continue;
    }
    mustWait = true;
    const ended = active.shift();
    const [follower, ...rest] = (ended === undefined ? undefined : followers.get(ended)) ?? [];
    if (follower === undefined) continue;
    followers.set(follower, rest);
    ahead.push(follower);
  }
  return places;
}
