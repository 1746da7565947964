import { duration } from './duration.ts';
import { lookOf } from './bars.ts';
import type { Column, GroupLane, Look } from './model.ts';
import { looks } from './model.ts';
import type { Making } from './task-lane.ts';
import type { Timeline, TracedTask } from './timeline.ts';

/** Many tasks alike as one lane: in each column of time, how many did what. */
export function groupLane(tasks: readonly TracedTask[], depth: number, making: Making): GroupLane {
  const label = tasks[0]?.coroutine ?? '';
  const name = { label, aside: `× ${tasks.length}`, depth };
  return { ...name, ...counted(tasks, `${tasks.length} × ${label}`, making) };
}

/** Tasks for which there was no room, as one lane. */
export function restLane(tasks: readonly TracedTask[], making: Making): GroupLane {
  const label = making.say('timeline.rest', { count: tasks.length });
  return { label, aside: '', depth: 0, ...counted(tasks, label, making) };
}

function counted(tasks: readonly TracedTask[], name: string, making: Making): Counted {
  const columns = countColumns(tasks, making.timeline);
  const starts = tasks.map(({ start }) => start);
  const ends = tasks.map(({ end }) => end ?? making.timeline.length);
  const from = duration(Math.min(...starts));
  const to = duration(Math.max(...ends));
  return {
    kind: 'group',
    count: tasks.length,
    most: Math.max(1, ...columns.map((column) => Math.round(column.reduce((sum, { count }) => sum + count, 0)))),
    columns,
    told: making.say('timeline.told', { name, from, to, state: endings(tasks, making) }),
  };
}

type Counted = Pick<GroupLane, 'kind' | 'count' | 'most' | 'columns' | 'told'>;

/** `24 done, 3 cancelled` */
function endings(tasks: readonly TracedTask[], { say }: Making): string {
  const states = Map.groupBy(tasks, ({ state }) => state);
  return stateWords
    .flatMap(([state, word]) => {
      const count = states.get(state)?.length ?? 0;
      return count === 0 ? [] : [`${count} ${say(word)}`];
    })
    .join(', ');
}

const stateWords = [
  ['done', 'timeline.mark-done'],
  ['failed', 'timeline.mark-failed'],
  ['cancelled', 'timeline.mark-cancelled'],
  ['pending', 'timeline.mark-pending'],
] as const;

const columnCount = 96;

function countColumns(tasks: readonly TracedTask[], timeline: Timeline): readonly Column[] {
  const wide = Math.max(1, timeline.length) / columnCount;
  const sums = Array.from({ length: columnCount }, () => new Map<Look, number>());
  for (const { look, from, to } of tasks.flatMap((task) => doings(task, timeline))) {
    const last = Math.min(columnCount - 1, Math.floor(to / wide));
    for (let at = Math.min(columnCount - 1, Math.floor(from / wide)); at <= last; at += 1) {
      const part = (Math.min(to, (at + 1) * wide) - Math.max(from, at * wide)) / wide;
      const sum = sums[at];
      if (part > 0) sum?.set(look, (sum.get(look) ?? 0) + part);
    }
  }
  return sums.map((sum) => looks.flatMap((look) => (sum.has(look) ? [{ look, count: sum.get(look) ?? 0 }] : [])));
}

interface Doing {
  readonly look: Look;
  readonly from: number;
  readonly to: number;
}

function doings(task: TracedTask, timeline: Timeline): readonly Doing[] {
  const waits = task.waits.map(({ kind, start, end }): Doing => ({ look: lookOf[kind], from: start, to: end }));
  const blocks = timeline.blocked
    .filter(({ task: id }) => id === task.id)
    .map(({ start, end }): Doing => ({ look: 'block', from: start, to: end }));
  return [...waits, ...blocks];
}
