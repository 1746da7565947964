import { lookOf } from './bars.ts';
import type { Wake } from './model.ts';
import type { Row } from './arrange-rows.ts';
import type { TracedTask } from './timeline.ts';

/** Who let whom go on, where that is not plain from the lanes: at locks, queues and signals, and only while they are few. */
export function wakes(rows: readonly Row[]): readonly Wake[] {
  const laneOf = new Map(rows.flatMap((row, lane) => (row.kind === 'task' ? [[row.task.id, lane] as const] : [])));
  const all = rows
    .flatMap((row, to) => (row.kind === 'task' ? wakesOf(row.task, to, laneOf) : []))
    .filter(({ from, to }) => !isChild(rows[from], rows[to]));
  return all.length > mostWakes ? [] : all;
}

const mostWakes = 10;

function wakesOf(task: TracedTask, to: number, laneOf: ReadonlyMap<number, number>): readonly Wake[] {
  return task.waits.flatMap(({ kind, by, start, end }) => {
    const from = by === null ? undefined : laneOf.get(by);
    const look = lookOf[kind];
    const told = look === 'turn' || look === 'queue' || look === 'signal';
    // Who is cancelled was not let go on.
    const wentOn = task.state !== 'cancelled' || end !== task.end;
    return told && wentOn && from !== undefined && from !== to && end > start ? [{ at: end, from, to }] : [];
  });
}

/** That a parent goes on when its child is done is plain. */
function isChild(child: Row | undefined, parent: Row | undefined): boolean {
  return child?.kind === 'task' && parent?.kind === 'task' && child.task.parent === parent.task.id;
}
