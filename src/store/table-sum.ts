import { createHash } from 'node:crypto';

/** What a table holds, in a few figures that are the same on every kind of database. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  /** Of a hash of each row, in hexadecimal, whatever their order. */
  readonly sum: string;
}

export const emptySum = (table: string): TableSum => ({ table, rows: 0, sum: hexOf(0n) });

/** With one row more. */
export function addRow({ table, rows, sum }: TableSum, row: Readonly<Record<string, unknown>>): TableSum {
  const columns = Object.keys(row).toSorted();
  const text = JSON.stringify(columns.map((column) => [column, row[column]]));
  const hash = createHash('sha256').update(text).digest().readBigUInt64BE();
  return { table, rows: rows + 1, sum: hexOf(BigInt.asUintN(64, BigInt(`0x${sum}`) + hash)) };
}

const hexOf = (sum: bigint): string => sum.toString(16).padStart(16, '0');
