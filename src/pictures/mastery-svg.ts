import type { MasteryLook, MasteryModel, MasteryRow } from '#core/memory/model.ts';
import type { Typesetter } from './fonts/typesetter.ts';
import { bars, colours, patterns } from './palette.ts';
import { cutToWidth, sizes } from './sheet.ts';
import { box, stroke, textLine } from './svg.ts';

/** What a learner remembers as SVG, 900 pixels wide and as high as it takes; texts are `text` elements in our own fonts' widths. */
export function masterySvg(model: MasteryModel, type: Pick<Typesetter, 'width'>): string {
  const page = layOut(model, type);
  const bottom = page.top + model.rows.length * rowHeight;
  const legendTop = bottom + (model.more === null ? 0 : rowHeight) + 14;
  const height = Math.ceil(legendTop + 44 + 8);
  const parts = [
    box({ x: 0, y: 0, width, height }, { fill: colours.ground }),
    title(model, page),
    axis(model, page, bottom),
    ...model.rows.map((row, place) => lane(row, page, page.top + place * rowHeight)),
    more(model, page, bottom),
    stroke(`M${margin} ${legendTop}H${width - margin}`, { colour: colours.grid, width: 2 }),
    legend(model, page, legendTop + 12),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans Condensed, sans-serif"><defs>${patterns}</defs>${parts.join('')}</svg>`;
}

const width = 900;
const margin = 24;
const rowHeight = 40;
const label = { size: sizes.text, weight: 'bold' } as const;
const small = { size: sizes.small, weight: 'regular' } as const;

interface Page {
  readonly type: Pick<Typesetter, 'width'>;
  /** Of the first row. */
  readonly top: number;
  readonly left: number;
  readonly right: number;
}

/** Labels left, how long in words right, the bars between. */
function layOut({ rows, axis: told }: MasteryModel, type: Pick<Typesetter, 'width'>): Page {
  const labels = Math.max(90, type.width(told, small), ...rows.map((row) => type.width(row.label, label)));
  const notes = Math.max(40, ...rows.map((row) => type.width(row.note, small)));
  return {
    type,
    top: 112,
    left: margin + Math.min(270, labels) + 18,
    right: width - margin - Math.min(200, notes) - 16,
  };
}

function title(model: MasteryModel, { type }: Page): string {
  const setting = { size: sizes.title, weight: 'bold' } as const;
  const text = cutToWidth(model.title, width - margin * 2, (line) => type.width(line, setting));
  return textLine(text, { ...setting, x: margin, y: 46, colour: colours.text });
}

/** A line at each tick, and its label above, where it does not touch the one before. */
function axis({ ticks, axis: told }: MasteryModel, { type, top, left, right }: Page, bottom: number): string {
  const shown = cutToWidth(told, left - margin - 18, (line) => type.width(line, small));
  // A label in the middle above its tick may reach to the left of the bars.
  let free = Math.min(left, margin + type.width(shown, small) + 4);
  const heading = textLine(shown, { ...small, x: margin, y: top - 16, colour: colours.quiet });
  const marks = ticks
    .map(({ at, label: text }) => {
      const x = left + at * (right - left);
      const line = stroke(`M${x} ${top - 6}V${bottom}`, { colour: colours.grid, width: 2 });
      const wide = type.width(text, small);
      const from = Math.min(x - (at === 0 ? 0 : wide / 2), width - margin - wide);
      if (from < free) return line;
      free = from + wide + 14;
      return line + textLine(text, { ...small, x: from, y: top - 16, colour: colours.quiet });
    })
    .join('');
  return heading + marks;
}

function lane({ label: text, look, to, note }: MasteryRow, { type, left, right }: Page, top: number): string {
  const long = Math.max(shortest, to * (right - left));
  const shown = cutToWidth(text, left - margin - 18, (line) => type.width(line, label));
  const beside = cutToWidth(note, width - margin - right - 16, (line) => type.width(line, small));
  return [
    textLine(shown, { ...label, x: margin, y: top + 28, colour: colours.text }),
    box({ x: left, y: top + 7, width: long, height: 26 }, { ...paints[look], radius: 5 }),
    textLine(beside, { ...small, x: right + 16, y: top + 28, colour: look === 'due' ? colours.trouble : colours.text }),
  ].join('');
}

function more({ more: told }: MasteryModel, { type }: Page, top: number): string {
  if (told === null) return '';
  const shown = cutToWidth(told, width - margin * 2, (line) => type.width(line, small));
  return textLine(shown, { ...small, x: margin, y: top + 27, colour: colours.quiet });
}

/** A bar that ends now is still to be seen. */
const shortest = 14;

const paints: Readonly<Record<MasteryLook, { readonly fill: string; readonly outline: string }>> = {
  due: { fill: bars.ready.fill, outline: bars.ready.outline },
  learning: { fill: bars.turn.fill, outline: bars.turn.outline },
  known: { fill: colours.done, outline: '#0c5a33' },
};

function legend(model: MasteryModel, { type }: Page, top: number): string {
  let x = margin;
  return model.legend
    .map(({ look, label: text }) => {
      const sign = box({ x: x + 1, y: top + 4, width: 32, height: 24 }, { ...paints[look], radius: 5 });
      const words = textLine(text, { ...small, x: x + 44, y: top + 24, colour: colours.quiet });
      x += 44 + type.width(text, small) + 28;
      return sign + words;
    })
    .join('');
}
