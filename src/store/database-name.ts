import { StoreProblem } from './store-problem.ts';

/** What a URL of a database names, for messages: without user and password. A StoreProblem when it cannot be read. */
export function databaseName(url: string): string {
  return isPostgres(url) ? postgresName(url) : url;
}

/** Whether it names a database of PostgreSQL. */
export const isPostgres = (url: string): boolean => /^postgres(?:ql)?:/u.test(url);

function postgresName(url: string): string {
  if (!URL.canParse(url) || new URL(url).pathname.length < 2) throw badUrl();
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (hostname === '' ? 'localhost' : decoded(hostname));
  return `PostgreSQL at ${host}:${port === '' ? '5432' : port}, database ${decoded(pathname.slice(1))}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badUrl();
  }
}

function badUrl(): StoreProblem {
  return new StoreProblem(
    'bad-url',
    'DATABASE_URL was expected to read like postgres://user:password@host:5432/database but cannot be read so (for ' +
      'SQLite: sqlite:data/studyloop.db); write what means something in a URL as %-codes in the password: %40 for @.',
  );
}
