import { colours } from '#pictures/palette.ts';
import { box, stroke, textLine } from '#pictures/svg.ts';

/** A chart with both axes logarithmic, each from one power of ten to another. */
export interface Chart {
  readonly title: string;
  readonly across: Axis;
  readonly up: Axis;
  readonly curves: readonly Curve[];
  /** Drawn as a dashed line across, with its name. */
  readonly goal: { readonly at: number; readonly name: string };
}

interface Axis {
  readonly name: string;
  /** Powers of ten. */
  readonly from: number;
  readonly to: number;
  readonly say: (value: number) => string;
}

interface Curve {
  readonly name: string;
  /** Where a value is infinite, the curve has left the chart. */
  readonly points: readonly (readonly [across: number, up: number])[];
}

const [width, height, left, right, top, bottom] = [900, 560, 110, 200, 76, 84];
const paints = [colours.fact, colours.done, colours.cancelled, colours.trouble, colours.heldEdge];
const small = { size: 20, weight: 'regular' } as const;

/** The chart as SVG, 900 × 560. */
export function lineChart({ title, across, up, curves, goal }: Chart): string {
  const x = (value: number) => left + share(value, across) * (width - left - right);
  const y = (value: number) => height - bottom - share(value, up) * (height - top - bottom);
  const parts = [
    box({ x: 0, y: 0, width, height }, { fill: colours.ground }),
    textLine(title, { x: 24, y: 40, size: 26, weight: 'bold', colour: colours.text }),
    ...powers(across).flatMap((value) => [
      stroke(`M${x(value)} ${top}V${height - bottom}`, { colour: colours.grid, width: 1 }),
      textLine(across.say(value), { ...small, x: x(value) - 14, y: height - bottom + 28, colour: colours.quiet }),
    ]),
    ...powers(up).flatMap((value) => [
      stroke(`M${left} ${y(value)}H${width - right}`, { colour: colours.grid, width: 1 }),
      textLine(up.say(value), { ...small, x: 24, y: y(value) + 7, colour: colours.quiet }),
    ]),
    textLine(across.name, { ...small, x: left, y: height - 20, colour: colours.text }),
    textLine(up.name, { ...small, x: 24, y: top - 10, colour: colours.text }),
    stroke(`M${left} ${y(goal.at)}H${width - right}`, { colour: colours.trouble, width: 2, dashes: '6 8' }),
    textLine(goal.name, { ...small, x: width - right + 12, y: y(goal.at) + 7, colour: colours.trouble }),
    ...curves.flatMap((curve, place) => {
      const colour = paints[place % paints.length] ?? colours.fact;
      const seen = curve.points.filter(([, value]) => value <= 10 ** up.to);
      const [lastX = 0, lastY = 1] = seen.at(-1) ?? [];
      const d = seen.map(([one, other], at) => `${at === 0 ? 'M' : 'L'}${x(one).toFixed(1)} ${y(other).toFixed(1)}`);
      return [
        stroke(d.join(''), { colour, width: 3 }),
        textLine(curve.name, { ...small, x: x(lastX) + 8, y: y(lastY) - 6, colour }),
      ];
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}

/** Between 0 and 1; what is below the axis lies on it. */
function share(value: number, { from, to }: Axis): number {
  return Math.min(1, Math.max(0, (Math.log10(Math.max(value, 1e-12)) - from) / (to - from)));
}

const powers = ({ from, to }: Axis) => Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
