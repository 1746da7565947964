import { Collision, StoreProblem, type StoreProblemKind } from './store-problem.ts';

/** What `pg` or the server threw, as a StoreProblem about `place`; errors of our own code as they are. */
export function explainPostgres(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreProblem) return error;
  const code = codeOf(error);
  if (collisions.has(code)) return new Collision(sentences.locked(place, code), { cause: error });
  const known =
    byCode.find(([start]) => code.startsWith(start)) ?? byWords.find(([words]) => words.test(error.message));
  if (known === undefined) return error;
  const [, cause] = known;
  return new StoreProblem(kinds[cause], sentences[cause](place, code === '' ? error.message : code), { cause: error });
}

/** Whether the connection itself is lost, or may be: only what the server answered by a plain error leaves it whole. */
export function isBroken(error: unknown): boolean {
  return !(error instanceof Error && 'severity' in error && error.severity === 'ERROR');
}

/** Whether a server that is being started again looks like this to those who connect. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && passing.has(codeOf(error));
}

/** SQLSTATE, or Node's name of the error; empty where there is none. Several addresses of one name fail as one error. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? codeOf(first) : '';
}

const collisions: ReadonlySet<string> = new Set(['40001', '40P01']);

const passing: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', '57P01', '57P02', '57P03']);

type Cause =
  | 'away'
  | 'lost'
  | 'encryption'
  | 'credentials'
  | 'database'
  | 'full'
  | 'locked'
  | 'rights'
  | 'disk-full'
  | 'disk-error'
  | 'corrupted';

const kinds: Readonly<Record<Cause, StoreProblemKind>> = {
  away: 'unreachable',
  lost: 'unreachable',
  encryption: 'refused',
  credentials: 'refused',
  database: 'refused',
  full: 'locked',
  locked: 'locked',
  rights: 'read-only',
  'disk-full': 'disk-full',
  'disk-error': 'disk-error',
  corrupted: 'corrupted',
};

/** By the start of the code: the first two characters of the server's name its kind. */
const byCode: readonly (readonly [codeStart: string, cause: Cause])[] = [
  ['ECONNREFUSED', 'away'],
  ['ENOTFOUND', 'away'],
  ['EAI_AGAIN', 'away'],
  ['EHOSTUNREACH', 'away'],
  ['ENETUNREACH', 'away'],
  ['ETIMEDOUT', 'away'],
  ['ENOENT', 'away'],
  ['EACCES', 'away'],
  ['57P03', 'away'],
  ['ECONNRESET', 'lost'],
  ['EPIPE', 'lost'],
  ['57P', 'lost'],
  ['08', 'lost'],
  ['25P03', 'lost'],
  ['28', 'credentials'],
  ['3D000', 'database'],
  ['3F000', 'rights'],
  ['42501', 'rights'],
  ['25006', 'rights'],
  ['53100', 'disk-full'],
  ['53300', 'full'],
  ['55P03', 'locked'],
  ['57014', 'locked'],
  ['58', 'disk-error'],
  ['XX001', 'corrupted'],
  ['XX002', 'corrupted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'encryption'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'encryption'],
  ['UNABLE_TO_', 'encryption'],
  ['CERT_', 'encryption'],
  ['ERR_TLS_', 'encryption'],
];

/** What `pg` says by itself has no code. */
const byWords: readonly (readonly [words: RegExp, cause: Cause])[] = [
  [/^Connection terminated due to connection timeout/u, 'away'],
  [/^Connection terminated/u, 'lost'],
  [/^Client has encountered a connection error/u, 'lost'],
  [/^timeout exceeded when trying to connect/u, 'full'],
  [/^SASL: /u, 'credentials'],
  [/SSL/u, 'encryption'],
];

/** `found` is a code, or a sentence of the driver: nothing of either is secret. */
const sentences: Readonly<Record<Cause, (place: string, found: string) => string>> = {
  away: (place, found) =>
    `${place} was expected to answer but cannot be reached (${found}); start the server, or mend host and port in ` +
    'DATABASE_URL.',
  lost: (place, found) =>
    `${place} was expected to stay but the connection was lost (${found}); it is made again by itself with the next ` +
    "call, so if this stays, look into the server's log.",
  encryption: (place, found) =>
    `${place} was expected to agree on how to encrypt but does not (${found}); set sslmode in DATABASE_URL as the ` +
    'server wants it, such as ?sslmode=require or ?sslmode=disable.',
  credentials: (place, found) =>
    `${place} was expected to let us in but turned the user or the password away (${found}); mend both in ` +
    'DATABASE_URL, with %-codes for characters that mean something in a URL.',
  database: (place, found) =>
    `${place} was expected to be there but the server has no such database (${found}); make it with createdb, or ` +
    'name another one in DATABASE_URL.',
  full: (place, found) =>
    `${place} was expected to have a connection free but had none in time (${found}); raise max_connections of the ` +
    'server, or run fewer processes: each takes up to ten.',
  locked: (place, found) =>
    `${place} was expected to be free but others held what was needed for longer than Studyloop waits (${found}); ` +
    'try again, and if this stays look for a long transaction in pg_stat_activity.',
  rights: (place, found) =>
    `${place} was expected to be writable but this role may only read, or may make no tables (${found}); grant the ` +
    'role all rights on the schema and its tables, or name another role in DATABASE_URL.',
  'disk-full': (place, found) =>
    `There was expected to be room for ${place} but its disk is full (${found}), and the change was not kept; free ` +
    'some space and try again.',
  'disk-error': (place, found) =>
    `${place} was expected to be readable and writable but its disk failed (${found}); look into the server's log ` +
    'and check the disk before anything else.',
  corrupted: (place, found) =>
    `${place} was expected to be a whole database but is damaged (${found}); restore a copy that pg_dump made.`,
};
