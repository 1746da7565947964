import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { learnerId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { AccountStore, LinkCode, Redeemed, Tries } from '#core/ports/account-store.ts';
import { accountsOf } from './accounts-of.ts';
import { hashOf } from './hash-of.ts';
import { holdAccounts, inTurn, learnerOf } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** Which accounts are one person's. */
export function accountsIn(db: Kysely<Tables>): AccountStore {
  return {
    of: async (learner) => await accountsOf(db, learner),

    async offer({ learner, code, at, until }) {
      await inTurn(db, [learnerOf(learner)], async (transaction) => {
        await transaction.deleteFrom('link_code').where('learner', '=', learner).execute();
        await transaction
          .deleteFrom('link_code')
          .where('until', '<', at - rememberedMs)
          .execute();
        await transaction
          .insertInto('link_code')
          .values({ hash: hashOf(code), learner, until })
          .execute();
      });
    },

    redeem: (typed, tries) => inTurn(db, [], (transaction) => redeem(transaction, typed, tries)),

    unlink: (learner) => inTurn(db, [], (transaction) => unlink(transaction, learner)),
  };
}

/** So long it can be told that a code is too old or was used; then it is as if there had been none. */
const rememberedMs = 24 * 3_600_000;

async function redeem(transaction: Transaction<Tables>, typed: LinkCode, tries: Tries): Promise<Redeemed> {
  await holdBoth(transaction, typed);
  const wrong = await wrongTries(transaction, typed, tries);
  if (wrong.count >= tries.most) return 'too-many';
  const judged = await judge(transaction, typed);
  switch (judged.kind) {
    case 'good':
      await link(transaction, [typed.learner, judged.learner], typed.at);
      await transaction.updateTable('link_code').set({ used_at: typed.at }).where('hash', '=', judged.hash).execute();
      return 'linked';
    case 'own':
    case 'already':
      return judged.kind;
    case 'unknown':
    case 'used':
    case 'expired': {
      const row = { since: wrong.since, wrong: wrong.count + 1 };
      await transaction
        .insertInto('link_try')
        .values({ learner: typed.learner, ...row })
        .onConflict((same) => same.column('learner').doUpdateSet(row))
        .execute();
      return judged.kind;
    }
  }
}

/** Whoever typed the code, and whoever it was made for. */
async function holdBoth(transaction: Transaction<Tables>, { learner, code }: LinkCode): Promise<void> {
  await holdAccounts(transaction, async () => {
    const offered = transaction.selectFrom('link_code').select('learner').where('hash', '=', hashOf(code));
    const owner = await offered.executeTakeFirst();
    return owner === undefined ? [learner] : [learner, learnerId(owner.learner)];
  });
}

/** Wrong codes that were typed of late, and since when. */
async function wrongTries(
  transaction: Transaction<Tables>,
  { learner, at }: LinkCode,
  { withinMs }: Tries,
): Promise<{ readonly since: number; readonly count: number }> {
  const row = await transaction
    .selectFrom('link_try')
    .select(['since', 'wrong'])
    .where('learner', '=', learner)
    .executeTakeFirst();
  // A clock that was set back must not lock anybody out for longer.
  const isOver = row === undefined || at - row.since >= withinMs || row.since > at;
  return isOver ? { since: at, count: 0 } : { since: row.since, count: row.wrong };
}

type Judged =
  | { readonly kind: 'good'; readonly hash: string; readonly learner: LearnerId }
  | { readonly kind: 'own' | 'already' | 'unknown' | 'used' | 'expired' };

async function judge(transaction: Transaction<Tables>, { learner, code, at }: LinkCode): Promise<Judged> {
  const hash = hashOf(code);
  const row = await transaction
    .selectFrom('link_code')
    .select(['learner', 'until', 'used_at'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'unknown' };
  if (row.learner === learner) return { kind: 'own' };
  if (row.used_at !== null) return { kind: 'used' };
  if (row.until <= at) return { kind: 'expired' };
  const other = learnerId(row.learner);
  if ((await accountsOf(transaction, learner)).includes(other)) return { kind: 'already' };
  return { kind: 'good', hash, learner: other };
}

/** Who was one with either of them is one with both. */
async function link(transaction: Transaction<Tables>, both: readonly LearnerId[], at: number): Promise<void> {
  const person = randomUUID();
  for (const one of both) {
    for (const learner of await accountsOf(transaction, one)) {
      await transaction
        .insertInto('account')
        .values({ learner, person, linked_at: at })
        .onConflict((same) => same.column('learner').doUpdateSet({ person }))
        .execute();
    }
  }
}

async function unlink(transaction: Transaction<Tables>, learner: LearnerId): Promise<'unlinked' | 'alone'> {
  await holdAccounts(transaction, async () => [learner]);
  const accounts = await accountsOf(transaction, learner);
  if (accounts.length === 1) return 'alone';
  const leaving = accounts.length === 2 ? accounts : [learner];
  await transaction.deleteFrom('account').where('learner', 'in', leaving).execute();
  return 'unlinked';
}
