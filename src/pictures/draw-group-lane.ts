import type { Column, GroupLane } from '#core/timeline/model.ts';
import { looks } from '#core/timeline/model.ts';
import type { Row } from './row.ts';
import { bars, colours } from './palette.ts';
import type { Sheet } from './sheet.ts';
import { area, stroke } from './svg.ts';

/** How many of a group were alive at each time, piled up by what they did. */
export function drawGroupLane({ columns, most }: GroupLane, { row, length, sheet }: GroupPage): string {
  const bottom = row.top + row.height - 8;
  const full = row.height - 18;
  const wide = (sheet.across(length) - sheet.plot.left) / columns.length;
  const edges = looks.map((_, at) => columns.map((column) => bottom - (pile(column, at) / most) * full));
  const floors = columns.map(() => bottom);
  const areas = looks.flatMap((look, at) => {
    const tops = edges[at] ?? floors;
    const below = edges[at - 1] ?? floors;
    if (tops.every((top, column) => top === below[column])) return [];
    const shape = `M${steps(tops, sheet.plot.left, wide)}L${steps(below, sheet.plot.left, wide).split('L').toReversed().join('L')}z`;
    return [area(shape, bars[look].fill)];
  });
  const outline = `M${steps(edges.at(-1) ?? floors, sheet.plot.left, wide)}`;
  return [
    ...areas,
    stroke(outline, { colour: colours.life, width: 2 }),
    stroke(`M${sheet.plot.left} ${bottom}H${sheet.across(length)}`, { colour: colours.life, width: 2 }),
  ].join('');
}

interface GroupPage {
  readonly row: Row;
  readonly length: number;
  readonly sheet: Sheet;
}

/** How many do what stands in the legend's order up to this place. */
function pile(column: Column, at: number): number {
  const upTo = looks.slice(0, at + 1);
  return column.reduce((sum, { look, count }) => (upTo.includes(look) ? sum + count : sum), 0);
}

/** The upper edge of columns, from left to right. */
function steps(tops: readonly number[], left: number, wide: number): string {
  return tops
    .map(
      (top, at) =>
        `${(left + at * wide).toFixed(1)} ${top.toFixed(1)}L${(left + (at + 1) * wide).toFixed(1)} ${top.toFixed(1)}`,
    )
    .join('L');
}
