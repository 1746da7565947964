import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { openStore } from '#store/open-store.ts';
import { freePort } from './free-port.ts';

/** A PostgreSQL of our own in a folder, that listens on this machine alone. */
export interface PostgresServer {
  /** Of a database of it, for its superuser. */
  readonly urlOf: (database: string) => string;
  readonly port: number;
  /** In `data` below it the databases are. */
  readonly folder: string;
  /** Ends it as a shutdown of the machine would: whoever is connected is cut off. */
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** A database with our tables, and nothing in them; dropped when disposed. */
export interface PostgresDatabase extends AsyncDisposable {
  readonly url: string;
  readonly name: string;
  /** Does what a store does not; the rows of the statement, as `pg` reads them. */
  readonly run: (statement: string) => Promise<readonly Record<string, unknown>[]>;
}

const template = 'template_with_tables';
const password = 'a-password-of-tests';

/**
 * The server of this test run, started by the file that needs it first. The files of a run live in one process: the folder
 * named after that is what they share.
 */
export async function sharedPostgres(): Promise<PostgresServer> {
  const folder = join(tmpdir(), `studyloop-postgres-${process.pid}`);
  const [ready, failed] = [join(folder, 'ready'), join(folder, 'failed')];
  if (isMadeHere(folder)) {
    try {
      await prepare(folder, ready);
    } catch (error) {
      writeFileSync(failed, String(error));
    }
  }
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error(`PostgreSQL did not start: ${readFileSync(failed, 'utf8')}`);
    await sleep(20);
  }
  return serverIn(folder, Number(readFileSync(ready, 'utf8')));
}

async function prepare(folder: string, ready: string): Promise<void> {
  const server = await startPostgres(folder);
  await query(server.urlOf('postgres'), `create database ${template}`);
  await (await openStore(server.urlOf(template)))[Symbol.asyncDispose]();
  writeFileSync(`${ready}.part`, String(server.port));
  renameSync(`${ready}.part`, ready);
}

let databases = 0;

/** A database of the shared server; `empty`: without even the tables. */
export async function makePostgresDatabase(content: 'tables' | 'empty' = 'tables'): Promise<PostgresDatabase> {
  const server = await sharedPostgres();
  const name = `test_${process.hrtime.bigint()}_${(databases += 1)}`;
  const master = server.urlOf('postgres');
  await query(master, `create database ${name} template ${content === 'tables' ? template : 'template0'}`);
  return {
    url: server.urlOf(name),
    name,
    run: (statement) => query(server.urlOf(name), statement),
    [Symbol.asyncDispose]: async () => void (await query(master, `drop database ${name} with (force)`)),
  };
}

/**
 * Makes a new cluster in `folder` and starts it. Its end comes by itself: a watcher stops it and removes the folder when
 * this process is gone, however it went.
 */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  isMadeHere(folder);
  const port = await freePort();
  const server = serverIn(folder, port);
  const secret = join(folder, 'password');
  writeFileSync(secret, password);
  if (isRoot()) for (const path of [folder, secret]) chownSync(path, ...ordinaryUser());
  const user = ['--username=studyloop', `--pwfile=${secret}`, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8'];
  asOrdinaryUser(program('initdb'), ['--pgdata', join(folder, 'data'), '--no-sync', ...user, ...locale]);
  writeFileSync(join(folder, 'data', 'postgresql.auto.conf'), settingsOf(folder, port));
  watch(folder);
  await server.start();
  return server;
}

/** Nothing has to survive a power cut; small, since test machines are. */
function settingsOf(folder: string, port: number): string {
  return [
    `port = ${port}`,
    `listen_addresses = '127.0.0.1'`,
    `unix_socket_directories = '${folder}'`,
    'fsync = off',
    'full_page_writes = off',
    'synchronous_commit = off',
    'max_connections = 200',
    'shared_buffers = 32MB',
    'deadlock_timeout = 200ms',
    '',
  ].join('\n');
}

function serverIn(folder: string, port: number): PostgresServer {
  const control = (...args: readonly string[]) =>
    asOrdinaryUser(program('pg_ctl'), ['--pgdata', join(folder, 'data'), '--silent', ...args]);
  return {
    urlOf: (database) => `postgres://studyloop:${password}@127.0.0.1:${port}/${database}`,
    port,
    folder,
    stop: async () => control('stop', '--mode=fast', '--wait'),
    start: async () => control('start', '--wait', '--timeout=60', '--log', join(folder, 'log')),
  };
}

function isMadeHere(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** The server refuses to run as root. */
function asOrdinaryUser(path: string, args: readonly string[]): void {
  const [user, group] = isRoot() ? ordinaryUser() : [0, 0];
  const changed = ['--reuid', String(user), '--regid', String(group), '--clear-groups', path, ...args];
  const [file, all] = isRoot() ? ['setpriv', changed] : [path, args];
  execFileSync(file, all, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** `nobody`: there is one everywhere. */
const ordinaryUser = (): readonly [user: number, group: number] => [65_534, 65_534];

/** From PATH, or where Debian keeps them: the newest there. */
function program(name: string): string {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged)
    ? readdirSync(packaged).toSorted((one, other) => Number(other) - Number(one))
    : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((one) => join(packaged, one, 'bin')),
  ];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found === undefined)
    throw new Error(`expected ${name} of PostgreSQL in PATH or ${packaged}/*/bin; apt-get install postgresql`);
  return found;
}

/** Of its own session, so that what ends the tests leaves it to its work. */
function watch(folder: string): void {
  const script = `while kill -0 "$1" 2>/dev/null; do sleep 0.3; done
    read -r server < "$2/data/postmaster.pid" && kill -QUIT "$server"
    while kill -0 "$server" 2>/dev/null; do sleep 0.1; done
    rm -rf "$2"`;
  spawn('sh', ['-c', script, 'sh', String(process.pid), folder], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
}

async function query(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
