import { dirname, join } from 'node:path';
import { StoreProblem, type StoreProblemKind } from './store-problem.ts';

/** What SQLite or the file system threw, as a StoreProblem about `place`; errors of our own code as they are. */
export function explainSqlite(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const { code } = error;
  const kind = kinds.find(([start]) => code.startsWith(start))?.[1];
  if (kind === undefined) return error;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : place;
  return new StoreProblem(kind, sentences[kind]({ place, path, code }), { cause: error });
}

type SqliteProblemKind = Exclude<StoreProblemKind, 'bad-url' | 'not-ours' | 'newer' | 'refused' | 'too-old'>;

/** By the start of the code: SQLite's codes grow longer the more exact they are. */
const kinds: readonly (readonly [codeStart: string, kind: SqliteProblemKind])[] = [
  ['SQLITE_NOTADB', 'not-a-database'],
  ['SQLITE_CORRUPT', 'corrupted'],
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_LOCKED', 'locked'],
  ['SQLITE_PROTOCOL', 'locked'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_CANTOPEN', 'unreachable'],
  ['SQLITE_IOERR', 'disk-error'],
  ['EACCES', 'read-only'],
  ['EPERM', 'read-only'],
  ['EROFS', 'read-only'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['ENOENT', 'unreachable'],
  ['ENOTDIR', 'unreachable'],
  ['EEXIST', 'unreachable'],
  ['ENAMETOOLONG', 'unreachable'],
  ['ELOOP', 'unreachable'],
  ['EIO', 'disk-error'],
];

interface Circumstances {
  readonly place: string;
  /** The very file or folder, where the file system named one. */
  readonly path: string;
  readonly code: string;
}

const sentences: Readonly<Record<SqliteProblemKind, (at: Circumstances) => string>> = {
  unreachable: ({ place, path, code }) =>
    `${place} was expected to be a file, or to become one, but ${path} cannot be opened as such (${code}); ` +
    'name another file in DATABASE_URL.',
  'read-only': ({ place, path }) =>
    `${path} was expected to be writable but is read-only for this user; give this user write access to ${place}, ` +
    'to the -wal and -shm files beside it and to their folder, or name another file in DATABASE_URL.',
  'not-a-database': ({ place }) =>
    `${place} was expected to be a SQLite database but is some other file, and was left as it is; ` +
    'name another file in DATABASE_URL, or move this one away.',
  corrupted: ({ place, code }) =>
    `${place} was expected to be a whole database but is damaged (${code}), and was left as it is; ` +
    `move it away and put a copy in its place, from ${join(dirname(place), 'backups')} or your own.`,
  locked: ({ place }) =>
    `${place} was expected to be free but another program holds it for longer than Studyloop waits; ` +
    'close that program, or end its transaction, and try again.',
  'disk-full': ({ place }) =>
    `There was expected to be room for ${place} but its disk is full, and the change was not kept; ` +
    'free some space and try again.',
  'disk-error': ({ place, code }) =>
    `${place} was expected to be readable and writable but its disk failed (${code}); ` +
    "look into the system's log and check the disk before anything else.",
};
