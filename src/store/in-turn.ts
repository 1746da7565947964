import { createHash } from 'node:crypto';
import { type Kysely, PostgresAdapter, type RawBuilder, sql, type Transaction } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import type { Class } from '#core/ports/class-store.ts';
import { accountsOf } from './accounts-of.ts';
import { Collision } from './store-problem.ts';
import type { Tables } from './tables.ts';
import { untilThrough } from './until-through.ts';

/** What only one transaction at a time works on. Who needs several takes them in this order. */
export type Subject =
  | { readonly kind: 'running' }
  | { readonly kind: 'class'; readonly platform: string; readonly community: string }
  /** One account. */
  | { readonly kind: 'learner'; readonly learner: string };

/**
 * Does `work` in a transaction, while no other one is at work on any of the subjects; again from its beginning when the
 * database had to end it for another one's sake. SQLite lets only one write at a time: nothing is to be held there.
 */
export async function inTurn<Result>(
  db: Kysely<Tables>,
  subjects: readonly Subject[],
  work: (transaction: Transaction<Tables>) => Promise<Result>,
): Promise<Result> {
  return await untilThrough(() =>
    db.transaction().execute(async (transaction) => {
      await hold(transaction, subjects);
      return await work(transaction);
    }),
  );
}

/** All of a class but what its members know. */
export const classOf = ({ platform, community }: Class): Subject => ({ kind: 'class', platform, community });

export const learnerOf = (learner: LearnerId): Subject => ({ kind: 'learner', learner });

/** Holds more, up to the end of the transaction. */
export async function hold(transaction: Transaction<Tables>, subjects: readonly Subject[]): Promise<void> {
  if (subjects.length === 0 || isAlone(transaction)) return;
  await lock(transaction, subjects.map(slotOf));
}

/**
 * The accounts of a person, whose transactions wait for each other from here on; for one who is held as a learner already.
 * Nobody links or unlinks them meanwhile: that takes each of the accounts.
 */
export async function holdPerson(transaction: Transaction<Tables>, learner: LearnerId): Promise<readonly LearnerId[]> {
  const accounts = await accountsOf(transaction, learner);
  if (accounts.length > 1 && !isAlone(transaction)) await lock(transaction, [slot(kinds.person, accounts[0] ?? '')]);
  return accounts;
}

/**
 * Holds all accounts of the people that `find` tells, to change whose they are or to forget them; for a transaction that
 * holds no learner yet. On SQLite nothing is looked for.
 */
export async function holdAccounts(
  transaction: Transaction<Tables>,
  find: () => Promise<readonly LearnerId[]>,
): Promise<void> {
  if (isAlone(transaction)) return;
  const learners = await find();
  const before = await accountsOfAll(transaction, learners);
  await lock(
    transaction,
    before.map((learner) => slotOf(learnerOf(learner))),
  );
  const after = await accountsOfAll(transaction, learners);
  if (after.some((learner) => !before.includes(learner)))
    throw new Collision(`${learners.join(', ')}: linked with another account at this moment; try again.`);
}

/**
 * The end of a `select`: what it finds stays as it is until the transaction ends. `shared`: for others who say so too;
 * `there`: it may change, and is not deleted; `free`: what others have is left out. Nothing on SQLite, where it stays anyway.
 */
export function kept(db: Kysely<Tables>, how: 'mine' | 'shared' | 'there' | 'free'): RawBuilder<unknown> {
  return isAlone(db) ? sql`` : endings[how];
}

const endings = {
  mine: sql`for update`,
  shared: sql`for share`,
  there: sql`for key share`,
  free: sql`for update skip locked`,
};

/** Whether a transaction that writes is the only one. */
const isAlone = (db: Kysely<Tables>): boolean => !(db.getExecutor().adapter instanceof PostgresAdapter);

async function accountsOfAll(
  transaction: Transaction<Tables>,
  learners: readonly LearnerId[],
): Promise<readonly LearnerId[]> {
  const all: LearnerId[] = [];
  for (const learner of learners) all.push(...(await accountsOf(transaction, learner)));
  return all;
}

interface Slot {
  readonly kind: number;
  readonly number: number;
}

/** The first number of a lock of ours: beginning somewhere, so as not to meet other programs in the same database. */
const kinds = { running: 0x57_10, class: 0x57_11, learner: 0x57_12, person: 0x57_13 };

/** However many learners a transaction needs, the server has room for their locks; two that share a slot wait in vain. */
const slotsPerKind = 2_048;

function slotOf(subject: Subject): Slot {
  switch (subject.kind) {
    case 'running':
      return slot(kinds.running, '');
    case 'class':
      return slot(kinds.class, `${subject.platform}/${subject.community}`);
    case 'learner':
      return slot(kinds.learner, subject.learner);
  }
}

function slot(kind: number, name: string): Slot {
  return { kind, number: createHash('sha256').update(name).digest().readUInt32BE() % slotsPerKind };
}

/** In one order, whoever asks: two that want the same never wait for each other. */
async function lock(transaction: Transaction<Tables>, slots: readonly Slot[]): Promise<void> {
  const sorted = slots.toSorted((one, other) => one.kind - other.kind || one.number - other.number);
  const columns = [sorted.map(({ kind }) => kind), sorted.map(({ number }) => number)];
  await sql`select pg_advisory_xact_lock(kind, number)
    from unnest(${columns[0]}::integer[], ${columns[1]}::integer[]) as held (kind, number)`.execute(transaction);
}
