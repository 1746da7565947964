import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HostProblem } from '#core/host-problem.ts';
import { databaseName, isPostgres } from '#store/database-name.ts';
import { backUp, restore } from '#store/back-up-and-restore.ts';
import { openConfig } from './open.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** Copies the database while the bot goes on; into `data/backups` unless a file is named. */
export async function backUpDatabase(file: string | undefined, terminal: Terminal): Promise<number> {
  const time = new Date().toISOString().replaceAll(':', '-');
  const target =
    file === undefined
      ? join(terminal.project, 'data', 'backups', `studyloop.db.${time}.by-hand.db`)
      : resolve(terminal.folder, file);
  if (existsSync(target)) throw new HostProblem(`${target} is there already; name a file that is not.`);
  await backUp(databaseFile(terminal), target);
  say(terminal, `The database is copied to ${target}.`);
  return 0;
}

/** Puts a copy in the place of the database; what was there is kept beside it. */
export async function restoreDatabase(file: string, terminal: Terminal): Promise<number> {
  const target = databaseFile(terminal);
  const aside = await restore(resolve(terminal.folder, file), target);
  say(terminal, `${target} is what the copy held.${aside === null ? '' : ` What was there before is in ${aside}.`}`);
  return 0;
}

function databaseFile(terminal: Terminal): string {
  const url = openConfig(terminal).databaseUrl;
  if (isPostgres(url)) throw new HostProblem(postgresTools(databaseName(url)));
  const path = url.slice('sqlite:'.length);
  if (path === ':memory:')
    throw new HostProblem('A database in memory ends with its process: there is nothing to copy.');
  return path;
}

/** The shell puts the URL in: what is said here holds no password. */
function postgresTools(name: string): string {
  return (
    `${name} is copied by PostgreSQL's own tools: pg_dump --format=custom --file=studyloop.dump "$DATABASE_URL" while ` +
    'the bot goes on, and back, with the bot stopped, pg_restore --clean --if-exists --no-owner --single-transaction ' +
    '--dbname="$DATABASE_URL" studyloop.dump.'
  );
}
