/**
 * What stands on a terminal's screen after all of that has been written to it: rows without trailing blanks. Knows line
 * ends, the cursor movements that line editing needs, and narrow characters; colours are passed over.
 */
export function screenOf(written: string, columns: number): readonly string[] {
  const rows: string[][] = [[]];
  let row = 0;
  let column = 0;
  const go = (down: number, to: number): void => {
    row = Math.max(0, row + down);
    column = to;
    while (rows.length <= row) rows.push([]);
  };
  for (const [token, amount, letter] of written.matchAll(tokens)) {
    if (letter === 'A') go(-Number(amount), column);
    else if (letter === 'G') go(0, Number(amount) - 1);
    else if (letter === 'J') rows.splice(row, rows.length, (rows[row] ?? []).slice(0, column));
    else if (token === '\n') go(1, 0);
    else if (token === '\r') go(0, 0);
    else if (letter === undefined) {
      // A full row goes on in the next one only when something more is written.
      if (column === columns) go(1, 0);
      const cells = rows[row] ?? [];
      while (cells.length < column) cells.push(' ');
      cells[column] = token;
      column += 1;
    }
  }
  return rows.map((cells) => cells.join('').trimEnd());
}

const tokens = /\u001b\[\??(\d*)([A-Za-z])|[^]/gu; // oxlint-disable-line no-control-regex -- how a terminal is commanded
