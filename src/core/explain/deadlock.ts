import type { TaskNames } from '../timeline/task-names.ts';
import { taskNames } from '../timeline/task-names.ts';
import type { DeadlockWait, Timeline, TracedDeadlock, WaitKind } from '../timeline/timeline.ts';
import type { Say } from '../words.ts';
import type { Evidence } from './evidence.ts';
import { named } from './named.ts';
import type { Explanation } from './recogniser.ts';

/** A program that waits for ever: who waits where for what. */
export function deadlock({ ending, timeline, findings }: Evidence): Explanation | null {
  if (ending.kind !== 'deadlocked') return null;
  const covers = findings.filter(({ kind }) => kind === 'deadlock');
  return { kind: 'deadlock', tell: (say) => tellOf(timeline, say), covers };
}

function tellOf(timeline: Timeline | null, say: Say): string {
  const told = timeline?.deadlock ? tellWaits(timeline, timeline.deadlock, say) : [];
  return told.length === 0 ? say('explain.deadlock') : told.join(' ');
}

const mostTold = 2;

function tellWaits(timeline: Timeline, { waits, ring }: TracedDeadlock, say: Say): readonly string[] {
  const names = taskNames(timeline);
  const inRing = ring.flatMap((name) => waits.filter((wait) => wait.name === name));
  if (inRing.length > 0) {
    const told = inRing.slice(0, ringTold).map((wait) => tellWait([wait], { names, say }));
    return inRing.length > 1 ? [...told, say('explain.ring')] : told;
  }
  // Who waits for a task or a thread waits for what that one waits for; those who wait alike are told together.
  const others = waits.filter(({ kind }) => kind !== 'thread');
  const roots = others.filter(({ awaits }) => awaits.length === 0);
  const [told = []] = [roots, others, waits].filter((some) => some.length > 0);
  const alike = [...Map.groupBy(told, ({ line, what }) => `${line} ${what}`).values()];
  return alike.slice(0, mostTold).map((some) => tellWait(some, { names, say }));
}

const ringTold = 3;

interface Speaking {
  readonly names: TaskNames;
  readonly say: Say;
}

function tellWait(alike: readonly DeadlockWait[], { names, say }: Speaking): string {
  const [wait] = alike;
  if (wait === undefined) return say('explain.deadlock');
  const told = alike.slice(0, 3).map(({ name }) => marked(names.toldByName(name)));
  const name = alike.length > 3 ? say('timeline.times', { what: told[0] ?? '', count: alike.length }) : told.join(', ');
  const what = thingAwaited(wait, { names, say });
  return wait.line === null
    ? say('explain.stuck', { name, what, count: alike.length })
    : say('explain.stuck-at', { name, line: wait.line, what, count: alike.length });
}

function thingAwaited(wait: DeadlockWait, { names, say }: Speaking): string {
  if (wait.awaits.length > 0) {
    const told = wait.awaits.slice(0, 3).map((name) => marked(names.toldByName(name)));
    return say('explain.waits-task', { names: [...told, ...(wait.awaits.length > 3 ? ['…'] : [])].join(', ') });
  }
  const thing = wait.object === null ? null : marked(wait.object);
  const holder = wait.holders[0];
  if (holder !== undefined && wait.holders.length === 1) return held(wait, { holder, thing, names, say });
  return unheld(wait, thing, say);
}

interface Held extends Speaking {
  readonly holder: string;
  readonly thing: string | null;
}

function held({ name, kind }: DeadlockWait, { holder, thing, names, say }: Held): string {
  const what = kind === 'semaphore' ? permit(thing, say) : lock(thing, say);
  return holder === name
    ? say('explain.waits-own', { thing: what })
    : say('explain.waits-held', { thing: what, holder: marked(names.toldByName(holder)) });
}

function unheld({ kind, call }: DeadlockWait, thing: string | null, say: Say): string {
  const tell = kind === null ? undefined : waits[kind];
  return tell === undefined
    ? say('explain.waits-other', { thing: thing ?? marked(call ?? '?') })
    : tell({ call, thing, say });
}

interface Unheld {
  readonly call: string | null;
  readonly thing: string | null;
  readonly say: Say;
}

const waits: Partial<Record<WaitKind, (wait: Unheld) => string>> = {
  queue: waitsAtQueue,
  lock: ({ thing, say }) => say('explain.waits-lock', { thing: lock(thing, say) }),
  semaphore: ({ thing, say }) => say('explain.waits-semaphore', { thing: permit(thing, say) }),
  event: ({ thing, say }) => say('explain.waits-event', { thing: thing ?? say('explain.thing-event') }),
  condition: ({ thing, say }) => say('explain.waits-condition', { thing: thing ?? say('explain.thing-condition') }),
  future: ({ say }) => say('explain.waits-future'),
  io: ({ say }) => say('explain.waits-io'),
  select: ({ say }) => say('explain.waits-io'),
};

const marked = (text: string): string => `\`${named(text)}\``;

const lock = (thing: string | null, say: Say): string =>
  thing === null ? say('explain.thing-lock') : say('explain.thing-lock-named', { name: thing });

const permit = (thing: string | null, say: Say): string =>
  say('explain.thing-permit', { thing: thing ?? say('explain.thing-semaphore') });

function waitsAtQueue({ call, thing, say }: Unheld): string {
  const values = { thing: thing ?? say('explain.thing-queue') };
  if (call?.endsWith('.put') === true) return say('explain.waits-room', values);
  return call?.endsWith('.join') === true ? say('explain.waits-done', values) : say('explain.waits-item', values);
}
