import type { LearnerId } from '#core/ids.ts';

/** Rows in the order in which they were put, each once by its key. */
export interface MemoryTable<Row extends object> {
  readonly rows: () => readonly Row[];
  readonly get: (key: string) => Row | undefined;
  /** In the place of the row with the same key. */
  readonly put: (row: Row) => void;
  readonly remove: (which: (row: Row) => boolean) => number;
}

/** Tables by name; whoever makes one here has its rows found by whoever walks them all. */
export interface MemoryTables {
  readonly make: <Row extends object>(name: string, keyOf: (row: Row) => string) => MemoryTable<Row>;
  /** All rows that name this learner as theirs. */
  readonly of: (learner: LearnerId) => Record<string, object[]>;
  readonly drop: (learner: LearnerId) => number;
}

export function createMemoryTables(): MemoryTables {
  const all = new Map<string, MemoryTable<object>>();
  return {
    make(name, keyOf) {
      const table = createTable(keyOf);
      all.set(name, {
        ...table,
        get: () => undefined,
        put: () => undefined,
        remove: (which) => table.remove((row) => which(row)),
      });
      return table;
    },
    of: (learner) =>
      Object.fromEntries(
        [...all]
          .map(([name, { rows }]) => [name, rows().filter((row) => isOf(row, learner))] as [string, object[]])
          .filter(([, rows]) => rows.length > 0),
      ),
    drop: (learner) => [...all.values()].reduce((sum, { remove }) => sum + remove((row) => isOf(row, learner)), 0),
  };
}

const isOf = (row: object, learner: LearnerId): boolean => 'learner' in row && row.learner === learner;

function createTable<Row extends object>(keyOf: (row: Row) => string): MemoryTable<Row> {
  const rows = new Map<string, Row>();
  return {
    rows: () => [...rows.values()],
    get: (key) => rows.get(key),
    put: (row) => void rows.set(keyOf(row), row),
    remove(which) {
      const gone = [...rows].filter(([, row]) => which(row));
      for (const [key] of gone) rows.delete(key);
      return gone.length;
    },
  };
}

/** A key of parts that cannot be confused. */
export const keyOf = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);
