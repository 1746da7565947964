/** Lines as they came, last first, so that one more costs the same however many there are. */
export interface Lines {
  readonly last: string;
  readonly before: Lines | null;
}

/** All of them in the order in which they came, with line ends between them. */
export function textOf(lines: Lines | null): string {
  const all: string[] = [];
  for (let at = lines; at !== null; at = at.before) all.push(at.last);
  return all.toReversed().join('\n');
}
