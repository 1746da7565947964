import { columnsOf } from '../width.ts';
import type { Bar, GroupLane, Lane, LevelLane, TaskLane, TimelineModel } from './model.ts';
import type { Signs } from './text-signs.ts';

/** One lane in characters: `plot` columns for the time and one more for a mark at the very end. */
export function laneCells(lane: Lane, page: CellPage): string {
  switch (lane.kind) {
    case 'task':
      return taskCells(lane, page);
    case 'group':
      return groupCells(lane, page);
    case 'level':
      return levelCells(lane, page);
  }
}

interface CellPage {
  readonly model: TimelineModel;
  readonly plot: number;
  readonly signs: Signs;
}

function taskCells(lane: TaskLane, { model, plot, signs }: CellPage): string {
  const wide = model.end / plot;
  const start = Math.min(plot, Math.floor(lane.start / wide));
  const end = Math.min(plot, Math.max(start, Math.round(lane.end / wide)));
  const cells = Array.from({ length: plot + 1 }, (_, at) => {
    if (at < start || at >= end) return ' ';
    const bar = mostOf(lane.bars, at * wide, (at + 1) * wide);
    return bar === null ? ' ' : signs.look[bar.look];
  });
  if (lane.mark !== null) cells[end] = signs.mark[lane.mark];
  const line = cells.slice(0, end + 1).join('');
  const beside = lane.error === '' ? lane.brief : lane.error;
  const named = `${line} ${beside}`;
  return beside !== '' && columnsOf(named) <= plot + 1 ? named : line;
}

/** The bar that has the most of a cell; a block is never hidden by what surrounds it. */
function mostOf(bars: readonly Bar[], from: number, to: number): Bar | null {
  let best: Bar | null = null;
  let most = 0;
  for (const bar of bars) {
    const part = (Math.min(bar.to, to) - Math.max(bar.from, from)) * (bar.look === 'block' ? 3 : 1);
    if (part > most) {
      best = bar;
      most = part;
    }
  }
  return best;
}

/** The higher the sign, the more of them at that time. */
function groupCells({ columns, most }: GroupLane, { model, plot, signs }: CellPage): string {
  const shown = Math.round((model.length / model.end) * plot);
  return Array.from({ length: shown }, (_, at) => {
    const column = columns[Math.floor(((at + 0.5) / shown) * columns.length)] ?? [];
    const count = column.reduce((sum, part) => sum + part.count, 0);
    if (count < 0.05) return ' ';
    const { length } = signs.density;
    return signs.density[Math.min(length - 1, Math.ceil((count / most) * length) - 1)] ?? ' ';
  }).join('');
}

/** How many at that time, as a digit; `+` is more than nine. */
function levelCells({ steps }: LevelLane, { model, plot }: CellPage): string {
  const wide = model.end / plot;
  return Array.from({ length: plot }, (_, at) => {
    const middle = (at + 0.5) * wide;
    const step = steps.find(({ from, to }) => from <= middle && middle < to);
    return step === undefined ? ' ' : step.value > 9 ? '+' : String(step.value);
  }).join('');
}
