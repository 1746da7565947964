import type { Lane, TimelineModel } from '#core/timeline/model.ts';
import { drawGround } from './draw-axis.ts';
import { drawGroupLane } from './draw-group-lane.ts';
import { drawLevelLane } from './draw-level-lane.ts';
import { drawTaskLane } from './draw-task-lane.ts';
import { drawWakes } from './draw-wakes.ts';
import { indentOf } from './label-column.ts';
import { colours } from './palette.ts';
import type { Row } from './row.ts';
import type { Part, Sheet } from './sheet.ts';
import { cutToWidth, sizes } from './sheet.ts';
import { box, stroke, textLine } from './svg.ts';

/** All lanes with their labels. */
export function drawLanes(model: TimelineModel, sheet: Sheet, top: number): Part {
  const rows = placeRows(model.lanes, top);
  const bottom = rows.reduce((_, row) => row.top + row.height, top);
  const shades = rows
    .filter((_, at) => at % 2 === 1)
    .map((row) => box({ x: 0, y: row.top, width: sheet.width, height: row.height }, { fill: colours.shade }));
  const lanes = rows.map((row, at) => branch(rows, at, sheet) + drawLabel(row, sheet) + drawLane(row, model, sheet));
  return {
    svg: [...shades, drawGround(model, sheet, { top, bottom }), drawWakes(model, rows, sheet), ...lanes].join(''),
    bottom,
  };
}

/** A group's lane is high while there are few, so that one sees how its pile changes. */
const heights = { task: 52, group: 96, level: 46 } as const satisfies Record<Lane['kind'], number>;

const lowGroup = 64;
const mostHighGroups = 3;

function placeRows(lanes: readonly Lane[], top: number): readonly Row[] {
  const groups = lanes.filter(({ kind }) => kind === 'group').length;
  let at = top;
  return lanes.map((lane) => {
    const height = lane.kind === 'group' && groups > mostHighGroups ? lowGroup : heights[lane.kind];
    const row = { lane, top: at, height };
    at += height;
    return row;
  });
}

function drawLane(row: Row, model: TimelineModel, sheet: Sheet): string {
  const { lane } = row;
  switch (lane.kind) {
    case 'task':
      return drawTaskLane(lane, row, sheet);
    case 'group':
      return drawGroupLane(lane, { row, length: model.length, sheet });
    case 'level':
      return drawLevelLane(lane, row, sheet);
  }
}

/** The label, and quietly what stands beside it: behind it where there is room, below it in a high lane. */
function drawLabel({ lane, top, height }: Row, { margin, plot, type }: Sheet): string {
  const x = margin + indentOf(lane);
  const most = plot.left - gap - x;
  const isTall = height >= heights.group;
  const weight = lane.kind === 'level' ? 'regular' : 'bold';
  const label = cutToWidth(lane.label, most, (text) => type.width(text, { size: sizes.text, weight }));
  const baseline = top + (isTall ? 42 : textBaseline);
  const drawn = textLine(label, { x, y: baseline, size: sizes.text, weight, colour: colours.text });
  const asideX = isTall ? x : x + type.width(label, { size: sizes.text, weight }) + 10;
  const aside = cutToWidth(lane.aside, plot.left - gap - asideX, (text) =>
    type.width(text, { size: sizes.small, weight: 'regular' }),
  );
  if (aside === '') return drawn;
  return (
    drawn +
    textLine(aside, {
      x: asideX,
      y: isTall ? baseline + 30 : baseline,
      size: sizes.small,
      weight: 'regular',
      colour: colours.quiet,
    })
  );
}

/** Of labels, so that they stand beside what is written in bars. */
const textBaseline = 31;
const gap = 16;

/** The line that leads from the parent's label to a child's. */
function branch(rows: readonly Row[], at: number, { margin }: Sheet): string {
  const row = rows[at];
  if (row === undefined || row.lane.depth === 0) return '';
  const parent = rows.slice(0, at).findLast(({ lane }) => lane.depth < row.lane.depth);
  if (parent === undefined) return '';
  const x = margin + indentOf(row.lane) - 14;
  if (indentOf(parent.lane) === indentOf(row.lane)) return '';
  const from = parent.top + textBaseline + 7;
  const to = row.top + (row.height >= heights.group ? 34 : textBaseline - 8);
  return stroke(`M${x} ${from}V${to}h8`, { colour: colours.life, width: 2 });
}
