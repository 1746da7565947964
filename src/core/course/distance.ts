/** How many letters must be added, taken out, changed or swapped with the next to get from one word to another. */
export function distanceBetween(one: string, other: string): number {
  const [from, to] = [Array.from(one), Array.from(other)];
  let before: readonly number[] = [];
  let last: readonly number[] = [0, ...to.map((_, place) => place + 1)];
  for (const [row, letter] of from.entries()) {
    const next = [row + 1];
    for (const [column, wanted] of to.entries()) {
      const changed = at(last, column) + (letter === wanted ? 0 : 1);
      const isSwap = row > 0 && column > 0 && letter === to[column - 1] && from[row - 1] === wanted;
      const swapped = isSwap ? at(before, column - 1) + 1 : Infinity;
      next.push(Math.min(changed, at(next, column) + 1, at(last, column + 1) + 1, swapped));
    }
    [before, last] = [last, next];
  }
  return at(last, to.length);
}

const at = (row: readonly number[], place: number): number => row[place] ?? Infinity;
