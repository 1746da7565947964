import { copyCommunity } from '#store/copy-community.ts';
import { databaseName } from '#store/database-name.ts';
import { absoluteUrl, openConfig } from './open.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

export interface MoveFlags {
  readonly from?: string;
  readonly to?: string;
}

/** Copies everything from one database to another; a line for each table, and what is to be done then. */
export async function migrate(flags: MoveFlags, terminal: Terminal): Promise<number> {
  if (flags.from === undefined && flags.to === undefined)
    throw new UsageProblem('Expected --from, --to or both: the database that is not named is the one in DATABASE_URL.');
  const { databaseUrl } = openConfig(terminal);
  const from = absoluteUrl(flags.from ?? databaseUrl, terminal.project);
  const to = absoluteUrl(flags.to ?? databaseUrl, terminal.project);
  const names = { from: databaseName(from), to: databaseName(to) };
  say(terminal, `From ${names.from} to ${names.to}.`);
  say(terminal, line('table', 'rows', 'sum'));
  const sums = await copyCommunity({
    from,
    to,
    tell: ({ table, rows, sum }) => say(terminal, line(table, String(rows), sum)),
    stopping: terminal.stopping,
  });
  const all = sums.reduce((total, { rows }) => total + rows, 0);
  say(terminal, `Copied ${all} rows; ${names.to} holds the same, by count and sum of every table.`);
  say(
    terminal,
    'Did the bot go on meanwhile? Then stop it and run this again. After that, start it with the new DATABASE_URL.',
  );
  return 0;
}

const line = (table: string, rows: string, sum: string): string => `${table.padEnd(16)} ${rows.padStart(10)}  ${sum}`;
