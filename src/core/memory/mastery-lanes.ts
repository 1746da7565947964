import { columnsOf, cutTo } from '../width.ts';
import type { MasteryLook, MasteryModel, MasteryRow } from './model.ts';

/** The picture in characters, as lines that are never wider than the page, which has at least 36 columns. */
export function masteryLanes(model: MasteryModel, pageColumns: number): readonly string[] {
  const columns = Math.max(narrowest, Math.floor(pageColumns));
  const labels = Math.min(
    widestLabel(columns),
    Math.max(...[model.axis, ...model.rows.map(({ label }) => label)].map(columnsOf)),
  );
  const notes = Math.max(...model.rows.map(({ note }) => columnsOf(note)));
  const bars = Math.max(0, columns - labels - notes - 2);
  const lines = [
    model.title,
    '',
    `${padded(cutTo(model.axis, labels), labels)} ${axis(model, bars)}`,
    ...model.rows.map((row) => lane(row, { labels, bars })),
    ...(model.more === null ? [] : [model.more]),
    '',
    model.legend.map(({ look, label }) => `${signs[look]} ${label}`).join('   '),
  ];
  return lines.map((line) => cutTo(line.trimEnd(), columns));
}

const narrowest = 36;
const widestLabel = (columns: number): number => Math.floor(columns * 0.34);

/** Unlike in shape as well as in darkness. */
const signs: Readonly<Record<MasteryLook, string>> = { due: '!', learning: '▒', known: '█' };

interface Widths {
  readonly labels: number;
  readonly bars: number;
}

function lane({ label, look, to, note }: MasteryRow, { labels, bars }: Widths): string {
  const long = Math.min(bars, Math.max(1, Math.round(to * bars)));
  return `${padded(cutTo(label, labels), labels)} ${padded(signs[look].repeat(long), bars)} ${note}`;
}

const padded = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - columnsOf(text)));

/** Labels of the ticks, each where it belongs, as far as none touches the one before and all stay inside. */
function axis({ ticks }: MasteryModel, bars: number): string {
  return ticks.reduce((line, { at, label }) => {
    const place = Math.min(Math.round(at * bars), bars - columnsOf(label));
    return place < 0 || (line !== '' && columnsOf(line) + 1 > place) ? line : padded(line, place) + label;
  }, '');
}
