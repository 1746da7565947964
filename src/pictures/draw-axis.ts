import type { TimelineModel } from '#core/timeline/model.ts';
import { colours } from './palette.ts';
import type { Part, Sheet } from './sheet.ts';
import { sizes } from './sheet.ts';
import { area, box, stroke, textLine } from './svg.ts';

/** The moments' labels, and below them what the bands of blocked time are called. */
export function drawAxis(model: TimelineModel, sheet: Sheet, top: number): Part {
  const baseline = top + 24;
  const labels = fittingTicks(model, sheet).map(({ x, label, colour }) =>
    textLine(label, { x, y: baseline, size: sizes.small, weight: 'regular', colour }),
  );
  const bandTop = top + 34;
  const names = bandNames(model, sheet).map(({ x, label }) =>
    textLine(label, { x, y: bandTop + 22, size: sizes.small, weight: 'bold', colour: colours.trouble }),
  );
  return { svg: [...labels, ...names].join(''), bottom: bandTop + (names.length === 0 ? 0 : 30) };
}

/** What stands behind all lanes: lines at the moments, bands of blocked time, the part that would last for ever. */
export function drawGround(model: TimelineModel, sheet: Sheet, { top, bottom }: Span): string {
  const { across, plot } = sheet;
  const lines = model.ticks.map(({ at }) =>
    stroke(`M${across(at).toFixed(1)} ${top}V${bottom}`, { colour: colours.grid, width: 2 }),
  );
  const bands = model.bands.map(({ from, to }) => {
    const left = across(from);
    return box(
      { x: left, y: top, width: Math.max(2, across(to) - left), height: bottom - top },
      { fill: colours.troubleGround },
    );
  });
  const left = across(model.length);
  const forever =
    model.forever === null
      ? ''
      : area(`M${left} ${top}H${plot.right}V${bottom}H${left}z`, colours.forever) +
        stroke(`M${left} ${top}V${bottom}`, { colour: colours.quiet, width: 2, dashes: '8 8' });
  return forever + bands.join('') + lines.join('');
}

interface Span {
  readonly top: number;
  readonly bottom: number;
}

interface Name {
  readonly x: number;
  readonly label: string;
}

interface PlacedTick extends Name {
  readonly colour: string;
  /** Of its right edge. */
  readonly end: number;
}

const apart = 14;

/** Every label, or every second or fifth of them: as many as stand beside each other. */
function fittingTicks(model: TimelineModel, sheet: Sheet): readonly PlacedTick[] {
  const { length, forever } = model;
  const { left, right } = { left: sheet.across(length), right: sheet.plot.right };
  const foreverWide = forever === null ? 0 : sheet.type.width(forever, { size: sizes.small, weight: 'regular' });
  const last: readonly PlacedTick[] =
    forever === null
      ? []
      : [{ x: (left + right - foreverWide) / 2, label: forever, colour: colours.quiet, end: right }];
  for (const stride of [1, 2, 5, 10]) {
    const names = model.ticks.filter((_, at) => at % stride === 0).map(({ at, label }) => tickName(at, label, sheet));
    const all = [...names, ...last];
    if (all.every(({ x }, at) => at === 0 || x >= (all[at - 1]?.end ?? 0) + apart)) return all;
  }
  return last;
}

/** In the middle below its moment, but inside the plot. */
function tickName(at: number, label: string, sheet: Sheet): PlacedTick {
  const wide = sheet.type.width(label, { size: sizes.small, weight: 'regular' });
  const x = Math.min(sheet.plot.right + 10 - wide, Math.max(sheet.plot.left, sheet.across(at) - wide / 2));
  return { x, label, colour: colours.quiet, end: x + wide };
}

/** Names of the bands, the longest band's first, as long as none touches another. */
function bandNames({ bands }: TimelineModel, sheet: Sheet): readonly Name[] {
  const taken: { readonly from: number; readonly to: number }[] = [];
  const longest = bands.toSorted((one, other) => other.to - other.from - (one.to - one.from));
  return longest.flatMap(({ from, to, label }) => {
    const wide = sheet.type.width(label, { size: sizes.small, weight: 'bold' });
    const middle = (sheet.across(from) + sheet.across(to)) / 2 - wide / 2;
    const x = Math.min(sheet.plot.right + 10 - wide, Math.max(sheet.plot.left, middle));
    if (x < 0 || taken.some((other) => x < other.to + apart && other.from < x + wide + apart)) return [];
    taken.push({ from: x, to: x + wide });
    return [{ x, label }];
  });
}
