import { Temporal } from 'temporal-polyfill';
import type { LearnerId } from '../ids.ts';
import type { OwnData } from '../ports/own-data-store.ts';

interface Exported {
  readonly accounts: readonly LearnerId[];
  readonly data: OwnData;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** All that is kept of a person as JSON: every row as it is kept, by table. */
export function exportText({ accounts, data, at }: Exported): string {
  const exported = Temporal.Instant.fromEpochMilliseconds(at).toString();
  return `${JSON.stringify({ exported, accounts, tables: data }, null, 2)}\n`;
}

/** How many rows that is. */
export const countRows = (data: OwnData): number => Object.values(data).reduce((sum, rows) => sum + rows.length, 0);
