const scheme = 'sqlite:';

/** The file of a database; null: it is in memory, or a server's. */
export function fileOf(databaseUrl: string): string | null {
  if (!databaseUrl.startsWith(scheme)) return null;
  const path = databaseUrl.slice(scheme.length);
  return path === ':memory:' ? null : path;
}
