import type { CompiledQuery, QueryResult } from 'kysely';
import { explainPostgres, isBroken } from './postgres-problems.ts';
import { writeText } from './postgres-text.ts';
import { untilThrough } from './until-through.ts';

/** A connection, as `pg` has it. */
export interface Client {
  /** With numbers as numbers, and texts read by `readText`. */
  query<Row>(text: string, values: readonly unknown[]): Promise<Answer<Row>>;
  /** A broken one is not used again. */
  release(state: 'fit' | 'broken'): void;
}

export interface Answer<Row> {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: Row[];
}

/** One connection for as long as somebody has it. */
export interface Link {
  execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>>;
  /** Only in a transaction. */
  stream<Row>(query: CompiledQuery, batchSize: number): AsyncIterableIterator<QueryResult<Row>>;
  begin(statement: string): Promise<void>;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
  release(): void;
}

/** `place` names the database in messages. */
export function createLink(client: Client, { place }: { readonly place: string }): Link {
  let state: 'fit' | 'broken' = 'fit';
  let isWithin = false;
  const ask = async <Row>(text: string, values: readonly unknown[] = []): Promise<Answer<Row>> => {
    try {
      return await client.query<Row>(text, values.map(writeText));
    } catch (error) {
      if (isBroken(error)) state = 'broken';
      throw explainPostgres(error, place);
    }
  };
  return {
    async execute<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const once = () => ask<Row>(sql, parameters);
      return resultOf(isWithin ? await once() : await untilThrough(once));
    },
    stream: (query, batchSize) => streamed(ask, query, batchSize),
    async begin(statement) {
      await ask(statement);
      isWithin = true;
    },
    async commit() {
      const { command } = await ask('commit');
      isWithin = false;
      // So the server answers when an earlier statement had failed.
      if (command === 'ROLLBACK') throw new Error('expected to commit, but a statement of the transaction had failed');
    },
    // What went wrong before is what is told.
    async rollBack() {
      isWithin = false;
      await ask('rollback').catch(() => (state = 'broken'));
    },
    release: () => client.release(state),
  };
}

type Ask = <Row>(text: string, values?: readonly unknown[]) => Promise<Answer<Row>>;

async function* streamed<Row>(
  ask: Ask,
  { sql, parameters }: CompiledQuery,
  batchSize: number,
): AsyncIterableIterator<QueryResult<Row>> {
  await ask(`declare stream no scroll cursor for ${sql}`, parameters);
  for (;;) {
    const { rows } = await ask<Row>(`fetch forward ${batchSize} from stream`);
    if (rows.length === 0) break;
    yield { rows };
  }
  await ask('close stream');
}

function resultOf<Row>({ command, rowCount, rows }: Answer<Row>): QueryResult<Row> {
  return writing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
}

const writing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);
