import type { Say } from '../words.ts';
import { bars, lookOf } from './bars.ts';
import { duration } from './duration.ts';
import type { Bar, Mark, TaskLane } from './model.ts';
import type { TaskNames } from './task-names.ts';
import type { DeadlockWait, Timeline, TracedTask, TracedThread } from './timeline.ts';

/** What every lane is made with. */
export interface Making {
  readonly timeline: Timeline;
  /** Where the axis ends. */
  readonly end: number;
  readonly names: TaskNames;
  readonly say: Say;
}

/** One task's lane. */
export function taskLane(task: TracedTask, depth: number, making: Making): TaskLane {
  const { timeline, say } = making;
  const stuck = timeline.deadlock?.waits.find(({ name }) => name === task.name) ?? null;
  const end = task.end ?? timeline.length;
  const blocked = timeline.blocked.filter(({ task: id }) => id === task.id);
  const lived = bars({ start: task.start, end, waits: task.waits, blocked }, timeline.length, say);
  const mark = stuck === null ? stateMark[task.state] : 'stuck';
  return {
    kind: 'task',
    ...making.names.lane(task),
    depth,
    start: task.start,
    end: stuck === null ? end : making.end,
    bars: stuck === null ? lived : [...lived, stuckBar(task, stuck, making)],
    mark,
    error: task.error ?? '',
    brief: stuck === null && task.error === null ? brief(end - task.start, making) : '',
    prints: moments(timeline, task.id),
    told: say('timeline.told', {
      name: making.names.told(task),
      from: duration(task.start),
      to: duration(end),
      state: task.error ?? say(markWords[mark]),
    }),
  };
}

function brief(us: number, { timeline, say }: Making): string {
  if (us >= timeline.length / leastSeen && us > 0) return '';
  return us === 0 ? say('timeline.at-once') : duration(us);
}

/** A lane shorter than one in so many of the whole is little more than its mark. */
const leastSeen = 60;

const stateMark = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  pending: 'pending',
} as const satisfies Record<TracedTask['state'], Mark>;

/** How a legend names the marks. */
export const markWords = {
  done: 'timeline.mark-done',
  failed: 'timeline.mark-failed',
  cancelled: 'timeline.mark-cancelled',
  pending: 'timeline.mark-pending',
  stuck: 'timeline.mark-stuck',
} as const satisfies Record<Mark, string>;

/** The wait that nothing will end, from the end of the run to the end of the axis. */
function stuckBar(task: TracedTask, stuck: DeadlockWait, { timeline, names, end, say }: Making): Bar {
  const last = task.waits.at(-1);
  const look = last === undefined ? 'signal' : lookOf[last.kind];
  const what = stuck.what ?? '?';
  const holder = stuck.holders.map((name) => names.toldByName(name)).join(', ');
  const place = stuck.line === null ? '' : say('timeline.line', { line: stuck.line });
  const does = stuck.line === null ? what : say('timeline.line-does', { line: stuck.line, what });
  const held =
    holder === '' ? [] : [say('timeline.held-by', { what: does, holder }), say('timeline.held-by', { what, holder })];
  return { look, from: timeline.length, to: end, texts: [...held, does, what, place].filter((text) => text !== '') };
}

/** When the task printed, each moment that can be told from the others once. */
function moments({ prints, length }: Timeline, id: number): readonly number[] {
  const apart = Math.max(1, length / 100);
  const seen = new Map<number, number>();
  for (const { at, task } of prints) {
    if (task === id && !seen.has(Math.floor(at / apart))) seen.set(Math.floor(at / apart), at);
  }
  return [...seen.values()].toSorted((one, other) => one - other);
}

/** A thread's lane. */
export function threadLane(thread: TracedThread, { timeline, say }: Making): TaskLane {
  const start = thread.waits[0]?.start ?? 0;
  const end = thread.waits.at(-1)?.end ?? 0;
  const label = say('timeline.thread', { name: thread.name });
  return {
    kind: 'task',
    label,
    aside: '',
    depth: 0,
    start,
    end,
    bars: bars({ start, end, waits: thread.waits, blocked: [] }, timeline.length, say),
    mark: null,
    error: '',
    brief: '',
    prints: [],
    told: say('timeline.told-thread', { name: label, from: duration(start), to: duration(end) }),
  };
}
