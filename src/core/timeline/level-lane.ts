import { duration } from './duration.ts';
import type { LevelLane } from './model.ts';
import type { Making } from './task-lane.ts';
import type { Change, SharedKind, SharedThing } from './timeline.ts';

/** The locks, semaphores and queues that tell something, those that changed most. */
export function levelLanes(making: Making): readonly LevelLane[] {
  const used = making.timeline.shared.filter(({ changes }) => changes.length > 0);
  const chosen = new Set(used.toSorted((one, other) => other.changes.length - one.changes.length).slice(0, mostLevels));
  return numbered(
    used
      .filter((thing) => chosen.has(thing))
      .map((thing) => levelLane(thing, making))
      .filter(({ steps }) => steps.length > 0),
  );
}

/** Things of the same name are told apart by a number. */
function numbered(lanes: readonly LevelLane[]): readonly LevelLane[] {
  const sameName = Map.groupBy(lanes, ({ label }) => label);
  return lanes.map((lane) => {
    const same = sameName.get(lane.label) ?? [];
    return same.length === 1 ? lane : { ...lane, label: `${lane.label} ${same.indexOf(lane) + 1}` };
  });
}

const mostLevels = 4;

function levelLane(thing: SharedThing, making: Making): LevelLane {
  const { say } = making;
  const label = sharedLabel(thing, making);
  const steps = levels(thing, making);
  const most = Math.max(1, ...steps.map(({ value }) => value));
  const busy = steps.filter(({ value }) => value === most).reduce((sum, { from, to }) => sum + to - from, 0);
  return {
    kind: 'level',
    label,
    aside: thing.kind === 'lock' ? '' : say('timeline.at-most', { count: capacity(thing) ?? most }),
    depth: 0,
    most: Math.max(most, capacity(thing) ?? 0),
    steps,
    told:
      thing.kind === 'queue'
        ? say('timeline.told-queue', { name: label, count: most })
        : say('timeline.told-held', { name: label, count: most, time: duration(busy) }),
  };
}

/** What a shared thing is called: `lock door`. */
export function sharedLabel({ kind, name }: SharedThing, { say }: Pick<Making, 'say'>): string {
  const bare = say(kindWords[kind], { name: '' }).trim();
  return name === bare ? bare : say(kindWords[kind], { name }).trim();
}

const kindWords = {
  lock: 'timeline.lock',
  semaphore: 'timeline.semaphore',
  queue: 'timeline.queue',
} as const satisfies Record<SharedKind, string>;

/** How many permits a semaphore has: as many as were free before the first was taken, or ever after. */
export function capacity({ kind, changes }: SharedThing): number | null {
  const [first] = changes;
  if (kind !== 'semaphore' || first === undefined) return null;
  return changes.reduce((most, { value }) => Math.max(most, value), first.value + 1);
}

/** From change to change, how many hold it or how many items it has; the last change of a moment counts. */
function levels(thing: SharedThing, { timeline, end, names }: Making): LevelLane['steps'] {
  const permits = capacity(thing);
  // What is let go when the runner ends a deadlocked program was never let go by the program.
  const own =
    timeline.deadlock === null
      ? thing.changes
      : thing.changes.filter(({ at, task }) => at < timeline.length || task !== null);
  const last = lastOfMoments(own);
  const steps = last.map(({ at, value, task }, index) => ({
    from: at,
    to: last[index + 1]?.at ?? end,
    value: permits === null ? value : permits - value,
    by: thing.kind === 'lock' ? names.toldById(task) : '',
  }));
  return joined(steps.filter(({ from, to, value }) => value > 0 && to > from));
}

/** Steps that differ in nothing are one. */
function joined(steps: LevelLane['steps']): LevelLane['steps'] {
  return steps.reduce<LevelLane['steps']>((before, step) => {
    const last = before.at(-1);
    const isSame = last?.to === step.from && last.value === step.value && last.by === step.by;
    return isSame ? [...before.slice(0, -1), { ...last, to: step.to }] : [...before, step];
  }, []);
}

function lastOfMoments(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ at }, index) => changes[index + 1]?.at !== at);
}
