import type { LevelLane } from '#core/timeline/model.ts';
import type { Row } from './row.ts';
import { colours } from './palette.ts';
import type { Sheet } from './sheet.ts';
import { sizes } from './sheet.ts';
import { box, stroke, textLine } from './svg.ts';

/** How much of something shared is in use: higher is more, with the number, or the holder of a lock, where it fits. */
export function drawLevelLane({ steps, most }: LevelLane, row: Row, sheet: Sheet): string {
  const bottom = row.top + row.height - 7;
  const full = row.height - 14;
  const floor = stroke(`M${sheet.plot.left} ${bottom}H${sheet.plot.right}`, { colour: colours.life, width: 2 });
  const boxes = steps.map(({ from, to, value, by }) => {
    const left = sheet.across(from);
    const width = sheet.across(to) - left;
    const height = (value / most) * full;
    const gap = width > 6 ? 1 : 0;
    const shape = { x: left + gap, y: bottom - height, width: Math.max(1, width - gap * 2), height };
    const edge = stroke(`M${(shape.x + 1).toFixed(1)} ${bottom - height}h${Math.max(0, shape.width - 2).toFixed(1)}`, {
      colour: colours.heldEdge,
      width: 3,
    });
    const name = by === '' && most > 1 ? String(value) : by;
    return (
      box(shape, { fill: colours.held }) +
      edge +
      stepName(name, { left, width, baseline: height < 20 ? bottom - height - 5 : bottom - (height - 16) / 2 }, sheet)
    );
  });
  return floor + boxes.join('');
}

interface StepPlace {
  readonly left: number;
  readonly width: number;
  readonly baseline: number;
}

function stepName(name: string, { left, width, baseline }: StepPlace, sheet: Sheet): string {
  const setting = { size: sizes.small, weight: 'regular' } as const;
  const wide = sheet.type.width(name, setting);
  if (name === '' || wide > width - 10) return '';
  return textLine(name, { ...setting, x: left + (width - wide) / 2, y: baseline, colour: colours.text });
}
