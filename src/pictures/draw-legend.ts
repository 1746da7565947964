import type { LegendEntry, TimelineModel } from '#core/timeline/model.ts';
import { drawMark } from './draw-mark.ts';
import { bars, colours } from './palette.ts';
import type { Part, Sheet } from './sheet.ts';
import { sizes } from './sheet.ts';
import { area, box, circle, stroke, textLine } from './svg.ts';

/** What the signs mean, as many entries in a row as fit. */
export function drawLegend({ legend }: TimelineModel, sheet: Sheet, top: number): Part {
  let x = sheet.margin;
  let y = top + rowHeight / 2;
  const drawn = legend.map((entry) => {
    const wide = swatch + 10 + sheet.type.width(entry.label, setting);
    if (x > sheet.margin && x + wide > sheet.width - sheet.margin) {
      x = sheet.margin;
      y += rowHeight;
    }
    const svg =
      drawSign(entry, x, y) +
      textLine(entry.label, { ...setting, x: x + swatch + 10, y: y + 8, colour: colours.quiet });
    x += wide + 28;
    return svg;
  });
  return { svg: drawn.join(''), bottom: y + rowHeight / 2 };
}

const setting = { size: sizes.small, weight: 'regular' } as const;
const swatch = 34;
const rowHeight = 38;

/** A sign in its place of `swatch` pixels, its middle at y. */
function drawSign(entry: LegendEntry, x: number, y: number): string {
  const middle = x + swatch / 2;
  switch (entry.kind) {
    case 'look':
      return box({ x: x + 1, y: y - 12, width: swatch - 2, height: 24 }, { ...bars[entry.look], radius: 5 });
    case 'mark':
      return drawMark(entry.mark, middle, y);
    case 'print':
      return circle(middle, y, { radius: 5, fill: colours.text });
    case 'wake':
      return (
        stroke(`M${middle} ${y - 12}v14`, { colour: colours.text, width: 3 }) +
        area(`M${middle} ${y + 12}l-7-11h14z`, colours.text)
      );
  }
}
