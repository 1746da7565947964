import { columnsOf, cutTo } from '../width.ts';
import type { Lane, TimelineModel } from './model.ts';
import { laneCells } from './text-cells.ts';
import type { Signs } from './text-signs.ts';
import { asciiSigns, blockSigns, legendSign } from './text-signs.ts';
import { wrapText } from './wrap-text.ts';

/** What lanes of characters are drawn on: at least 36 columns of one width each. */
export interface TextPage {
  readonly columns: number;
  readonly signs: 'blocks' | 'ascii';
}

/** The picture in characters, as lines that are never wider than the page. */
export function textLanes(model: TimelineModel, page: TextPage): readonly string[] {
  const columns = Math.max(narrowest, Math.floor(page.columns));
  const signs = page.signs === 'blocks' ? blockSigns : asciiSigns;
  const labels = model.lanes.map((lane) => labelOf(lane, columns));
  const labelColumns = Math.max(4, ...labels.map(columnsOf)) + 1;
  const plot = columns - labelColumns - 1;
  const lines = [
    ...wrap(model.title, columns),
    '',
    ' '.repeat(labelColumns) + axis(model, plot),
    ...model.lanes.map((lane, at) => pad(labels[at] ?? '', labelColumns) + laneCells(lane, { model, plot, signs })),
    '',
    ...legendLines(model, columns, signs),
    ...noteLines(model, columns, signs),
  ];
  return lines.map((line) => line.trimEnd());
}

const narrowest = 36;

const wrap = (text: string, columns: number): readonly string[] => wrapText(text, (line) => columnsOf(line) <= columns);

const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** Indented under its parent; what stands beside it only where it fits. */
function labelOf({ label, aside, depth, kind }: Lane, columns: number): string {
  const most = Math.floor(columns * (columns < 60 ? 0.34 : 0.3));
  const indent = ' '.repeat(Math.min(depth, 3) * (columns < 60 ? 1 : 2));
  const whole = aside === '' ? label : `${label} ${aside}`;
  if (columnsOf(indent + whole) <= most) return indent + whole;
  if (kind !== 'group' || aside === '') return cutTo(indent + label, most);
  return `${cutTo(indent + label, most - columnsOf(aside) - 1)} ${aside}`;
}

/** Labels of the ticks, each where its moment is, as long as none touches the next. */
function axis({ ticks, end, length, forever }: TimelineModel, plot: number): string {
  for (const stride of [1, 2, 5]) {
    const line = axisWith({ ticks: ticks.filter((_, at) => at % stride === 0), end, length, forever }, plot);
    if (line !== null) return line;
  }
  return '0';
}

/** Null when labels would touch. */
function axisWith({ ticks, end, length, forever }: AxisParts, plot: number): string | null {
  let line = '';
  const named =
    forever === null ? ticks : [...ticks.filter(({ at }) => at < length * 0.8), { at: length, label: forever }];
  for (const { at, label } of named) {
    const column = Math.round((at / end) * plot);
    const room = plot + 1 - columnsOf(label);
    const place = Math.min(column, room);
    if (place < 0 || (line !== '' && columnsOf(line) + 1 > place)) return null;
    line = pad(line, place) + label;
  }
  return line;
}

type AxisParts = Pick<TimelineModel, 'ticks' | 'end' | 'length' | 'forever'>;

/** Only signs that characters can show; entries stay whole where they can. */
function legendLines({ legend }: TimelineModel, columns: number, signs: Signs): readonly string[] {
  const entries = legend.flatMap((entry) => {
    const shown = legendSign(entry, signs);
    return shown === null ? [] : [`${shown} ${entry.label}`];
  });
  const lines: string[] = [];
  let line = '';
  for (const entry of entries) {
    const longer = line === '' ? entry : `${line}   ${entry}`;
    if (columnsOf(longer) <= columns) line = longer;
    else {
      lines.push(...wrap(line, columns));
      line = entry;
    }
  }
  return line === '' ? lines : [...lines, ...wrap(line, columns)];
}

function noteLines({ heading, notes }: TimelineModel, columns: number, signs: Signs): readonly string[] {
  if (notes.length === 0) return [];
  const lines = notes.flatMap(({ kind, text }) =>
    wrap(text, columns - 2).map((line, at) => `${at === 0 ? signs[kind] : ' '} ${line}`),
  );
  return ['', ...wrap(heading, columns), ...lines];
}
