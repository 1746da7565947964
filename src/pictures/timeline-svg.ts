import type { TimelineModel } from '#core/timeline/model.ts';
import { drawAxis } from './draw-axis.ts';
import { drawLanes } from './draw-lanes.ts';
import { drawLegend } from './draw-legend.ts';
import { drawNotes } from './draw-notes.ts';
import type { Typesetter } from './fonts/typesetter.ts';
import { labelColumnWidth } from './label-column.ts';
import { colours, patterns } from './palette.ts';
import type { Part, Sheet } from './sheet.ts';
import { cutToWidth, sizes } from './sheet.ts';
import { box, stroke, textLine } from './svg.ts';

/** A timeline as SVG, 900 pixels wide and as high as it takes; texts are `text` elements in our own fonts' widths. */
export function timelineSvg(model: TimelineModel, type: Pick<Typesetter, 'width'>): string {
  const sheet = layOut(model, type);
  const title = drawTitle(model, sheet);
  const axis = drawAxis(model, sheet, title.bottom);
  const lanes = drawLanes(model, sheet, axis.bottom);
  const notes = drawNotes(model, sheet, lanes.bottom + 8);
  const line = stroke(`M${margin} ${notes.bottom + 8}H${width - margin}`, { colour: colours.grid, width: 2 });
  const legend = drawLegend(model, sheet, notes.bottom + 16);
  const height = Math.ceil(legend.bottom + 12);
  const ground = box({ x: 0, y: 0, width, height }, { fill: colours.ground });
  const parts = [ground, title.svg, axis.svg, lanes.svg, notes.svg, line, legend.svg].join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="DejaVu Sans Condensed, sans-serif"><defs>${patterns}</defs>${parts}</svg>`;
}

const width = 900;
const margin = 24;
/** Keeps the mark at the very end inside. */
const rightMargin = 34;

function layOut({ lanes, end }: TimelineModel, type: Pick<Typesetter, 'width'>): Sheet {
  const left = margin + labelColumnWidth(lanes, type) + 22;
  const right = width - rightMargin;
  return { width, margin, plot: { left, right }, type, across: (us) => left + (us / end) * (right - left) };
}

function drawTitle({ title }: TimelineModel, { type }: Sheet): Part {
  const setting = { size: sizes.title, weight: 'bold' } as const;
  const text = cutToWidth(title, width - margin * 2, (line) => type.width(line, setting));
  return { svg: textLine(text, { ...setting, x: margin, y: 46, colour: colours.text }), bottom: 66 };
}
