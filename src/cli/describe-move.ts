import type { Command } from 'commander';
import type { Choose } from './choose.ts';
import type { MoveFlags } from './migrate.ts';

/** `studyloop migrate`: from one kind of database to the other. */
export function describeMove(program: Command, choose: Choose): void {
  program
    .command('migrate')
    .description('copies all that is kept from one database to another, such as from SQLite to PostgreSQL')
    .option('--from <url>', 'the database that is read; DATABASE_URL otherwise')
    .option('--to <url>', 'an empty database, or an earlier copy that nobody has used; DATABASE_URL otherwise')
    .addHelpText('after', moveHelp)
    .action((flags: MoveFlags) => choose(async (given) => await (await import('./migrate.ts')).migrate(flags, given)));
}

const moveHelp = `
Everything arrives, as it was at one moment, or nothing does; counts and sums of every table are compared before.
The bot may go on meanwhile. What it writes then is not in the copy: stop it, and run the same command once more.

Others on this machine see the arguments of a program, and so a password in them. Keep the URL with the password in
DATABASE_URL (.env, readable by the bot alone) and name only the other database here, or keep it in PGPASSWORD.`;
