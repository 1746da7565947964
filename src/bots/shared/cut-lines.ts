/** Lines of code in pieces of at most so many UTF-16 units, cut at line ends where they can be. */
export function cutLines(lines: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = lines;
  while (rest.length > most) {
    const end = lineEnd(rest, most);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/u, '');
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function lineEnd(lines: string, most: number): number {
  const end = lines.lastIndexOf('\n', most);
  if (end > 0) return end;
  const high = lines.charCodeAt(most - 1);
  return high >= 0xd800 && high <= 0xdbff ? most - 1 : most;
}
