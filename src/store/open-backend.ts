import type { Backend } from './backend.ts';
import { isPostgres } from './database-name.ts';
import { openSqlite } from './sqlite.ts';
import { StoreProblem } from './store-problem.ts';

export interface StoreSettings {
  /** How long a call waits for other processes to finish writing before it fails. */
  readonly busyTimeoutMs: number;
}

/** The database that a URL names; what is in it is not looked at yet. */
export async function openBackend(url: string, settings: StoreSettings): Promise<Backend> {
  const [scheme, rest] = splitScheme(url);
  if (scheme === 'sqlite' && rest !== '' && !rest.startsWith('//')) return openSqlite(rest, settings);
  if (isPostgres(url)) {
    // Loaded only by those who use it.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(url, settings);
  }
  throw new StoreProblem(
    'bad-url',
    'DATABASE_URL was expected to read like sqlite:data/studyloop.db (one colon, then a path), sqlite::memory: or ' +
      `postgres://user:password@host:5432/database, but it ${whatCame(scheme, url)}.`,
  );
}

function splitScheme(url: string): readonly [scheme: string | null, rest: string] {
  const colon = url.indexOf(':');
  return colon === -1 ? [null, url] : [url.slice(0, colon), url.slice(colon + 1)];
}

/** Behind another scheme may stand a password, which is not for messages. */
function whatCame(scheme: string | null, url: string): string {
  if (scheme === 'sqlite') return `is "${url}"`;
  return scheme === null ? 'has no colon' : `begins with "${scheme}:"`;
}
