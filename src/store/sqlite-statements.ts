import type Database from 'better-sqlite3';
import type { SqliteDatabase } from 'kysely';

/** As many as there are queries, and some more for lists of unlike lengths. */
const mostKept = 500;

/**
 * A database that keeps its prepared statements: preparing one takes longer than most of our queries do. SQLite itself
 * prepares one anew when the tables have changed.
 */
export function keepStatements(raw: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement>();
  return {
    prepare(sql) {
      const known = kept.get(sql);
      // One that is being stepped through cannot be used a second time meanwhile.
      if (known !== undefined && !known.busy) return moved(sql, known);
      const fresh = raw.prepare(sql);
      return known === undefined ? moved(sql, fresh) : fresh;
    },
    close: () => void raw.close(),
  };

  /** Puts it last: the first is the one that was used longest ago. */
  function moved(sql: string, statement: Database.Statement): Database.Statement {
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.size > mostKept ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    return statement;
  }
}
