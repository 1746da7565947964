import Bottleneck from 'bottleneck';
import type { LearnerId } from '#core/ids.ts';
import { createLine, type Line } from './line.ts';
import { findPlaces } from './places.ts';

/** Whoever waits for a run. */
export interface Member {
  readonly learner: LearnerId;
}

/** Lets members in: of each learner one at a time, and of learners in turn as many as fit. */
export interface Turnstile<Waiting extends Member> {
  enter(member: Waiting): void;
  /** For one who waits no longer, and for one who was let in and is done. */
  leave(member: Waiting): void;
  /** As `leave`, but the next of the same learner is let in no sooner than in `ms`. */
  leaveToRest(member: Waiting, ms: number): void;
  /** Place of each that has to wait, 1 for the next. */
  places(): ReadonlyMap<Waiting, number>;
}

export interface TurnstileOptions<Waiting extends Member> {
  /** How many are let in at the same time. */
  readonly concurrency: number;
  readonly letIn: (member: Waiting) => void;
  readonly onBroken: (error: unknown) => void;
}

/** Bottleneck forgets a learner who asked for nothing so long. */
const IDLE_MS = 60_000;

/** Two lines, one behind the other: a learner's own, of which only the first stands in the one for all. */
export function createTurnstile<Waiting extends Member>(options: TurnstileOptions<Waiting>): Turnstile<Waiting> {
  const { concurrency, letIn, onBroken } = options;
  const limiter = new Bottleneck({ maxConcurrent: concurrency });
  const common = createLine({ limiter: () => limiter, capacity: concurrency, serve: letIn, onBroken });
  const group = new Bottleneck.Group({ maxConcurrent: 1, timeout: IDLE_MS });
  const own = new Map<LearnerId, Line<Waiting>>();
  const serve = (member: Waiting) => common.enter(member);
  const open = (learner: LearnerId): Line<Waiting> => {
    // The group may forget a learner whose run takes long; whoever comes meanwhile still finds the same limiter here.
    let ownLimiter: Bottleneck | null = null;
    const findLimiter = () => (ownLimiter ??= group.key(`learner ${learner}`));
    const line = createLine<Waiting>({ limiter: findLimiter, capacity: 1, serve, onBroken });
    own.set(learner, line);
    return line;
  };
  const rests = createRests();
  return {
    enter(member) {
      rests.keepAlive(member.learner);
      (own.get(member.learner) ?? open(member.learner)).enter(member);
    },
    leave(member) {
      common.leave(member);
      leaveOwn(own, member);
    },
    leaveToRest(member, ms) {
      common.leave(member);
      rests.begin(member.learner, ms, () => leaveOwn(own, member));
      if ((own.get(member.learner)?.waiting().length ?? 0) > 0) rests.keepAlive(member.learner);
    },
    places: () =>
      findPlaces({
        concurrency,
        inside: common.served(),
        line: [...common.waiting(), ...[...own.values()].flatMap(aboutToBeServed)],
        behind: (member) => own.get(member.learner)?.waiting() ?? [],
      }),
  };
}

function leaveOwn<Waiting extends Member>(own: Map<LearnerId, Line<Waiting>>, member: Waiting): void {
  const line = own.get(member.learner);
  line?.leave(member);
  if (line?.waiting().length === 0 && line.served().length === 0) own.delete(member.learner);
}

/** The pauses of learners. Nothing is kept alive by one, unless somebody waits for its end. */
function createRests() {
  const timers = new Map<LearnerId, NodeJS.Timeout>();
  return {
    begin(learner: LearnerId, ms: number, onEnd: () => void) {
      const end = () => {
        timers.delete(learner);
        onEnd();
      };
      timers.set(learner, setTimeout(end, ms).unref());
    },
    keepAlive: (learner: LearnerId) => void timers.get(learner)?.ref(),
  };
}

/** Who is first in a line that has nobody ahead: only Bottleneck's next tick is between it and its turn. */
function aboutToBeServed<Waiting>(line: Line<Waiting>): readonly Waiting[] {
  return line.served().length === 0 ? line.waiting().slice(0, 1) : [];
}
