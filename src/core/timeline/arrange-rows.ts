import type { Timeline, TracedTask } from './timeline.ts';

/** What a lane is made of, in the order of drawing: children under their parents. */
export type Row =
  | { readonly kind: 'task'; readonly task: TracedTask; readonly depth: number }
  | { readonly kind: 'group'; readonly tasks: readonly TracedTask[]; readonly depth: number }
  | { readonly kind: 'rest'; readonly tasks: readonly TracedTask[]; readonly depth: number };

/** Each task a row while there is room; else those alike (same coroutine, under parents alike) share one. */
export function arrangeRows(timeline: Timeline): readonly Row[] {
  const all = walk(timeline.tasks);
  if (all.length <= mostRows) return all.map(({ task, depth }) => ({ kind: 'task', task, depth }));
  const rows = grouped(all, remarkableOf(timeline));
  if (rows.length <= mostRows) return rows;
  const kept = rows.slice(0, mostRows - 1);
  const tasks = rows.slice(mostRows - 1).flatMap((row) => (row.kind === 'task' ? [row.task] : row.tasks));
  return [...kept, { kind: 'rest', tasks, depth: 0 }];
}

/** More would be too small to read on a phone. */
const mostRows = 12;
/** So many tasks that are alike keep their own lane when they are what the learner has to look at. */
const mostRemarkable = 4;

interface Placed {
  readonly task: TracedTask;
  readonly depth: number;
  /** The coroutines from the root to the task: tasks with the same one are alike. */
  readonly path: string;
}

/** Depth first, in order of creation. */
function walk(tasks: readonly TracedTask[]): readonly Placed[] {
  const children = Map.groupBy(tasks, ({ parent }) => parent);
  const placed: Placed[] = [];
  const stack: Placed[] = rootsFirst(children.get(null) ?? [], { depth: 0, path: '' });
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    placed.push(next);
    stack.push(...rootsFirst(children.get(next.task.id) ?? [], { depth: next.depth + 1, path: next.path }));
  }
  return placed;
}

/** Last first, as a stack wants them. */
function rootsFirst(tasks: readonly TracedTask[], above: { readonly depth: number; readonly path: string }): Placed[] {
  return tasks
    .map((task) => ({ task, depth: above.depth, path: `${above.path}/${task.coroutine.replace(/\d+/gu, '#')}` }))
    .toReversed();
}

function grouped(all: readonly Placed[], remarkable: ReadonlySet<number>): readonly Row[] {
  const alike = Map.groupBy(all, ({ path }) => path);
  const shown = new Set<string>();
  return all.flatMap(({ task, depth, path }): readonly Row[] => {
    const group = alike.get(path) ?? [];
    if (group.length === 1) return [{ kind: 'task', task, depth }];
    if (shown.has(path)) return [];
    shown.add(path);
    const own = group.filter((one) => remarkable.has(one.task.id)).slice(0, mostRemarkable);
    const others = group.filter((one) => !own.includes(one)).map((one) => one.task);
    const rest: readonly Row[] = others.length === 0 ? [] : [{ kind: 'group', tasks: others, depth }];
    return [...rest, ...own.map((one): Row => ({ kind: 'task', task: one.task, depth }))];
  });
}

/** Tasks that blocked the loop, failed, or are part of a deadlock. */
function remarkableOf({ tasks, blocked, deadlock }: Timeline): ReadonlySet<number> {
  const ring = new Set(deadlock?.ring ?? []);
  const failed = tasks.filter(({ state, name }) => state === 'failed' || ring.has(name)).map(({ id }) => id);
  const blockers = blocked.flatMap(({ task }) => (task === null ? [] : [task]));
  return new Set([...blockers, ...failed]);
}
