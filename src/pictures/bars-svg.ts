import type { BarRow, BarsModel } from '#core/classes/bars-model.ts';
import { wrapText } from '#core/timeline/wrap-text.ts';
import type { Typesetter } from './fonts/typesetter.ts';
import { bars, colours } from './palette.ts';
import { sizes } from './sheet.ts';
import { box, textLine } from './svg.ts';

type Width = Pick<Typesetter, 'width'>;

/** Shares as SVG, 900 pixels wide and as high as it takes: each label above its bar, the figures to its right. */
export function barsSvg(model: BarsModel, type: Width): string {
  const heading = linesOf(model.title, type, title);
  const top = margin + heading.length * 38;
  const notes = Math.max(60, ...model.rows.map(({ note }) => type.width(note, figures)));
  const right = width - margin - notes - 18;
  let y = top + 12;
  const rows = model.rows.map((row) => {
    const drawn = drawRow(row, { type, right, top: y });
    y = drawn.bottom;
    return drawn.svg;
  });
  const height = Math.ceil(y + 8);
  const parts = [
    box({ x: 0, y: 0, width, height }, { fill: colours.ground }),
    ...heading.map((line, at) =>
      textLine(line, { ...title, x: margin, y: margin + 26 + at * 38, colour: colours.text }),
    ),
    ...rows,
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans Condensed, sans-serif">${parts.join('')}</svg>`;
}

const width = 900;
const margin = 24;
const title = { size: sizes.title, weight: 'bold' } as const;
const label = { size: sizes.text, weight: 'regular' } as const;
const figures = { size: sizes.text, weight: 'bold' } as const;
const lineHeight = 32;
const barHeight = 28;

interface Spot {
  readonly type: Width;
  /** Where a whole bar ends. */
  readonly right: number;
  readonly top: number;
}

function drawRow({ label: text, share, note }: BarRow, { type, right, top }: Spot) {
  const lines = linesOf(text, type, label);
  const barTop = top + lines.length * lineHeight + 8;
  const whole = { x: margin, y: barTop, width: right - margin, height: barHeight };
  const long = Math.max(share > 0 ? shortest : 0, Math.min(1, share) * whole.width);
  const svg = [
    ...lines.map((line, at) =>
      textLine(line, { ...label, x: margin, y: top + (at + 1) * lineHeight - 6, colour: colours.text }),
    ),
    box(whole, { fill: colours.shade, outline: colours.grid, radius: 5 }),
    ...(long > 0
      ? [box({ ...whole, width: long }, { fill: bars.run.fill, outline: bars.run.outline, radius: 5 })]
      : []),
    textLine(note, { ...figures, x: right + 18, y: barTop + 22, colour: colours.text }),
  ].join('');
  return { svg, bottom: barTop + barHeight + 20 };
}

/** A share that is not nothing is still to be seen. */
const shortest = 10;

function linesOf(text: string, type: Width, setting: typeof title | typeof label): readonly string[] {
  return wrapText(text, (line) => type.width(line, setting) <= width - margin * 2);
}
