import type { TimelineModel } from '#core/timeline/model.ts';
import type { Row } from './row.ts';
import { colours } from './palette.ts';
import type { Sheet } from './sheet.ts';
import { area, stroke } from './svg.ts';

/** Arrows from the lane in which something happened to the lane that it let go on. */
export function drawWakes({ wakes }: TimelineModel, rows: readonly Row[], sheet: Sheet): string {
  return wakes
    .flatMap(({ at, from, to }) => {
      const [source, target] = [rows[from], rows[to]];
      return source === undefined || target === undefined ? [] : [arrow(Math.round(sheet.across(at)), source, target)];
    })
    .join('');
}

/** It runs behind the bars, so that it hides nothing; its head stands in the gap before the target's bar. */
function arrow(x: number, source: Row, target: Row): string {
  const isDown = target.top > source.top;
  const to = isDown ? target.top + 5 : target.top + 42;
  const head = isDown ? `M${x} ${to}l-7-11h14z` : `M${x} ${to}l-7 11h14z`;
  const line = stroke(`M${x} ${source.top + 23}V${isDown ? to - 8 : to + 8}`, { colour: colours.text, width: 3 });
  return line + area(head, colours.text);
}
