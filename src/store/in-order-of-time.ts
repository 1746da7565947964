interface Owned {
  readonly learner: string;
}

/**
 * Rows of several accounts in one order of time. `rows` are in order as far as they are of the same account, and stay so
 * whatever the clock said: a row whose time lies behind the one before it is taken to be of that moment.
 */
export function inOrderOfTime<Row extends Owned>(rows: readonly Row[], timeOf: (row: Row) => number): readonly Row[] {
  const latest = new Map<string, number>();
  const timed = rows.map((row) => {
    const time = Math.max(timeOf(row), latest.get(row.learner) ?? timeOf(row));
    latest.set(row.learner, time);
    return { row, time };
  });
  return timed.toSorted((one, other) => one.time - other.time || byOwner(one.row, other.row)).map(({ row }) => row);
}

/** Equal times of one account stay in their order: sorting is stable. */
function byOwner(one: Owned, other: Owned): number {
  return one.learner === other.learner ? 0 : one.learner < other.learner ? -1 : 1;
}
