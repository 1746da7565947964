import type { Dialect, Kysely, RawBuilder } from 'kysely';

/** What one kind of database brings; everything else in this room is the same for all of them. */
export interface Backend {
  /** Its driver throws StoreProblems, and begins transactions so that whoever began first is waited for. */
  readonly dialect: Dialect;
  /** Names the database in messages; holds no password. */
  readonly place: string;
  readonly spelling: Spelling;
  /** The names of the tables that are there. */
  tables(db: Kysely<unknown>): Promise<readonly string[]>;
  /** Called at every opening, once the database is known to be ours or empty: it may be changed from here on. */
  accept(db: Kysely<unknown>): Promise<void>;
  /** Does over one connection what no two processes may do at the same time. */
  alone(db: Kysely<unknown>, work: (held: Kysely<unknown>) => Promise<void>): Promise<void>;
  /** Called in a transaction: until it ends nobody else writes into these tables. */
  shutOut(transaction: Kysely<unknown>, tables: readonly string[]): Promise<void>;
  /** Called in a transaction that may take long. */
  takeTime(transaction: Kysely<unknown>): Promise<void>;
  /** Called before migrations change a database that holds data: keeps a copy of it. */
  backUp(nextMigration: string): Promise<void>;
  /** Called after what must not be readable any more was deleted: where it is in our hands, no byte of it is left in files. */
  scrub(): Promise<void>;
}

/** How this kind of database spells what a migration needs. */
export interface Spelling {
  /** A column type that holds epoch milliseconds. */
  readonly integer: 'integer' | 'bigint';
  /** What stands behind the closing bracket of `create table`. */
  readonly tableEnd: RawBuilder<unknown>;
}
