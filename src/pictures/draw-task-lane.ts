import type { Bar, TaskLane } from '#core/timeline/model.ts';
import type { Row } from './row.ts';
import { drawMark, markRadius } from './draw-mark.ts';
import { bars, colours } from './palette.ts';
import type { Sheet } from './sheet.ts';
import { sizes } from './sheet.ts';
import { box, circle, stroke, textLine } from './svg.ts';

/** A task's bars from its start to its end, what they are called where it fits, and how it ended. */
export function drawTaskLane(lane: TaskLane, row: Pick<Row, 'top'>, sheet: Sheet): string {
  const left = sheet.across(lane.start);
  const right = sheet.across(lane.end);
  const middle = row.top + barTop + barHeight / 2;
  const error = placeError(lane, row.top, sheet);
  const drawn = lane.bars.map((bar, at) => {
    const reserved = at === lane.bars.length - 1 && lane.mark !== null ? markRadius + error.inside : 0;
    return drawBar(bar, { top: row.top + barTop, reserved, sheet });
  });
  const prints = lane.prints.map((at) =>
    circle(sheet.across(at), row.top + printsTop, { radius: 4.5, fill: colours.text }),
  );
  return [
    stroke(`M${left.toFixed(1)} ${middle}H${right.toFixed(1)}`, { colour: colours.life, width: 3 }),
    ...drawn,
    stroke(`M${left.toFixed(1)} ${row.top + barTop}v${barHeight}`, { colour: colours.text, width: 4 }),
    ...prints,
    lane.mark === null ? '' : drawMark(lane.mark, right, middle),
    error.ground,
    drawBrief(lane, { x: right + markRadius + 8, y: middle + 8 }, sheet),
    error.x === null
      ? ''
      : textLine(lane.error, { ...errorSetting, x: error.x, y: middle + 8, colour: colours.trouble }),
  ].join('');
}

/** Of a bar in its lane. */
const barTop = 6;
const barHeight = 34;
const printsTop = 46;

const errorSetting = { size: sizes.small, weight: 'bold' } as const;

interface ErrorPlace {
  /** Null when there is no room for it. */
  readonly x: number | null;
  /** How much of the last bar it takes. */
  readonly inside: number;
  /** Sets it off from the bar. */
  readonly ground: string;
}

/** Behind the mark, or before it inside the last bar. */
function placeError(lane: TaskLane, top: number, sheet: Sheet): ErrorPlace {
  const nowhere = { x: null, inside: 0, ground: '' };
  if (lane.error === '') return nowhere;
  const wide = sheet.type.width(lane.error, errorSetting);
  const right = sheet.across(lane.end);
  const behind = right + markRadius + 8;
  if (behind + wide <= sheet.plot.right + markRadius) return { ...nowhere, x: behind };
  const last = lane.bars.at(-1);
  const before = right - markRadius - 8 - wide;
  if (last === undefined || last.look === 'block' || before < sheet.across(last.from) + textGap) return nowhere;
  const plate = { x: before - 7, y: top + barTop + 4, width: wide + 14, height: barHeight - 8 };
  return { x: before, inside: wide + 22, ground: box(plate, { fill: colours.ground, radius: 4 }) };
}

/** How long a lane was that is too short to be seen. */
function drawBrief({ brief }: TaskLane, { x, y }: { readonly x: number; readonly y: number }, sheet: Sheet): string {
  const setting = { size: sizes.small, weight: 'regular' } as const;
  const isFitting = brief !== '' && x + sheet.type.width(brief, setting) <= sheet.plot.right + markRadius;
  return isFitting ? textLine(brief, { ...setting, x, y, colour: colours.quiet }) : '';
}

interface BarPlace {
  readonly top: number;
  /** What the mark at its end covers. */
  readonly reserved: number;
  readonly sheet: Sheet;
}

const textGap = 9;
const narrowestBar = 3;

function drawBar(bar: Bar, { top, reserved, sheet }: BarPlace): string {
  const left = sheet.across(bar.from);
  const width = sheet.across(bar.to) - left;
  if (width <= 0) return '';
  const paint = bars[bar.look];
  const shape = { x: left, y: top, width: Math.max(narrowestBar, width), height: barHeight };
  const setting = { size: sizes.small, weight: bar.look === 'block' ? 'bold' : 'regular' } as const;
  const room = width - textGap * 2 - reserved;
  const text = bar.texts.find((one) => sheet.type.width(one, setting) <= room) ?? '';
  const outline = width < 8 ? {} : { outline: paint.outline };
  const drawn = box(shape, { fill: paint.fill, radius: width < 12 ? 0 : 5, ...outline });
  if (text === '') return drawn;
  const plate = {
    x: left + 2,
    y: top + 2,
    width: sheet.type.width(text, setting) + textGap * 2 - 4,
    height: barHeight - 4,
  };
  const ground = paint.plate === null ? '' : box(plate, { fill: paint.plate, radius: 4 });
  return (
    drawn + ground + textLine(text, { ...setting, x: left + textGap, y: top + barHeight / 2 + 8, colour: paint.text })
  );
}
