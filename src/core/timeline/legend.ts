import type { Say } from '../words.ts';
import type { Lane, LegendEntry, Look, TimelineModel } from './model.ts';
import { looks, marks } from './model.ts';
import { markWords } from './task-lane.ts';

/** The signs that are used, named; nothing that is not there. */
export function legend({ lanes, wakes, end }: Drawn, say: Say): readonly LegendEntry[] {
  const usedLooks = new Set(lanes.flatMap((lane) => looksIn(lane, end)));
  const tasks = lanes.filter((lane) => lane.kind === 'task');
  const usedMarks = new Set(tasks.map(({ mark }) => mark));
  const hasPrints = tasks.some(({ prints }) => prints.length > 0);
  return [
    ...looks
      .filter((look) => usedLooks.has(look))
      .map((look) => ({ kind: 'look', look, label: say(lookWords[look]) }) as const),
    ...marks
      .filter((mark) => usedMarks.has(mark))
      .map((mark) => ({ kind: 'mark', mark, label: say(markWords[mark]) }) as const),
    ...(hasPrints ? [{ kind: 'print', label: say('timeline.print') } as const] : []),
    ...(wakes.length > 0 ? [{ kind: 'wake', label: say('timeline.wake') } as const] : []),
  ];
}

type Drawn = Pick<TimelineModel, 'lanes' | 'wakes' | 'end'>;

function looksIn(lane: Lane, end: number): readonly Look[] {
  switch (lane.kind) {
    case 'task':
      return lane.bars.filter(({ from, to }) => to - from > end / narrowest).map(({ look }) => look);
    case 'group':
      return lane.columns.flat().map(({ look }) => look);
    case 'level':
      return [];
  }
}

/** A bar narrower than one in so many of the axis is no more than a line. */
const narrowest = 300;

const lookWords = {
  block: 'timeline.look-block',
  ready: 'timeline.look-ready',
  run: 'timeline.look-run',
  sleep: 'timeline.look-sleep',
  tasks: 'timeline.look-tasks',
  turn: 'timeline.look-turn',
  signal: 'timeline.look-signal',
  queue: 'timeline.look-queue',
  outside: 'timeline.look-outside',
} as const satisfies Record<Look, string>;
