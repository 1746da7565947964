import { graphemes } from '#core/width.ts';

/** A line of at most so many UTF-16 units, cut between words where it can be, with … where something is missing. */
export function cut(line: string, most: number): string {
  if (line.length <= most) return line;
  const kept = beginning(line, most - 1);
  const space = kept.lastIndexOf(' ');
  // A cut at the only space far back would lose more than it gains, and Chinese has none.
  return `${(space > most / 2 ? kept.slice(0, space) : kept).trimEnd()}…`;
}

/** As much of a text as fits into so many UTF-16 units without breaking what a reader takes for one character. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  for (const { segment, index } of graphemes(text.slice(0, most + 1))) {
    if (index + segment.length > most) break;
    end = index + segment.length;
  }
  return end > 0 ? text.slice(0, end) : text.slice(0, most).replace(/[\ud800-\udbff]$/u, '');
}
