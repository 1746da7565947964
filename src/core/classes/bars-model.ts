import { wrapText } from '../timeline/wrap-text.ts';
import { columnsOf, cutTo } from '../width.ts';

/** Shares one below another, as they are to be drawn. */
export interface BarsModel {
  readonly title: string;
  readonly rows: readonly BarRow[];
}

export interface BarRow {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  /** The same in figures. */
  readonly note: string;
}

/** The bars in characters, a line each, at most so many columns wide: what is too long of a label is told beside the picture. */
export function barLanes({ title, rows }: BarsModel, columns: number): readonly string[] {
  const notes = Math.max(0, ...rows.map(({ note }) => columnsOf(note)));
  const bar = Math.max(shortest, Math.min(longest, Math.floor(columns / 4)));
  const labels = Math.max(1, columns - notes - bar - 2);
  return [
    ...wrapText(title, (line) => columnsOf(line) <= columns),
    ...rows.map(({ label, share, note }) => `${padded(label, labels)} ${barOf(share, bar)} ${note}`),
  ];
}

function padded(label: string, columns: number): string {
  const shown = cutTo(label, columns);
  return shown + ' '.repeat(Math.max(0, columns - columnsOf(shown)));
}

function barOf(share: number, long: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * long);
  return '█'.repeat(full) + '░'.repeat(long - full);
}

const shortest = 5;
const longest = 30;

/** What the picture shows, in words, for who cannot see it: at most 1,000 characters. */
export function describeBars({ title, rows }: BarsModel): string {
  const words = [title, ...rows.map(({ label, note }) => `${label} ${note}`)].join('\n');
  return words.length <= mostCharacters ? words : `${words.slice(0, mostCharacters - 1)}…`;
}

const mostCharacters = 1000;
