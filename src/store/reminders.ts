import type { Kysely, Transaction } from 'kysely';
import { learnerId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Reminder, ReminderChoice, ReminderClaim, ReminderStore } from '#core/ports/reminder-store.ts';
import { accountsOf } from './accounts-of.ts';
import { holdPerson, inTurn, learnerOf } from './in-turn.ts';
import type { ReminderTable } from './people-tables.ts';
import type { Tables } from './tables.ts';

/** Who wants to be reminded, and which reminders went out. */
export function remindersIn(db: Kysely<Tables>): ReminderStore {
  return {
    choose: (choice) => inTurn(db, [learnerOf(learnerIn(choice))], (transaction) => choose(transaction, choice)),

    async of(learner) {
      const row = await db
        .selectFrom('reminder')
        .selectAll()
        .where('learner', 'in', await accountsOf(db, learner))
        .orderBy('chosen_at', 'desc')
        .orderBy('learner')
        .executeTakeFirst();
      return row === undefined ? null : (reminderIn(row)[0] ?? null);
    },

    async due(platforms, now, most) {
      if (platforms.length === 0) return [];
      const rows = await db
        .selectFrom('reminder')
        .selectAll()
        .where('platform', 'in', platforms)
        .where('next_at', '<=', now)
        .orderBy('next_at')
        .orderBy('learner')
        .limit(most)
        .execute();
      return rows.flatMap(reminderIn);
    },

    claim: (claim) => inTurn(db, [learnerOf(claim.learner)], (transaction) => take(transaction, claim)),

    async pass(turn) {
      await moveOn(db, turn);
    },
  };
}

/** Empty for one that was stopped. */
function reminderIn(row: ReminderTable): readonly Reminder[] {
  const { minute, next_at: nextAt, platform, community, locale, zone } = row;
  if (minute === null || nextAt === null) return [];
  const quiet = { from: row.quiet_from, to: row.quiet_to };
  const weekly = row.weekday === null ? {} : { weekday: row.weekday };
  return [{ learner: learnerId(row.learner), platform, community, locale, zone, minute, ...weekly, quiet, nextAt }];
}

/** The newest choice of the person, whatever the clock says. */
async function choose(transaction: Transaction<Tables>, choice: ReminderChoice): Promise<void> {
  const learner = learnerIn(choice);
  const before = await transaction
    .selectFrom('reminder')
    .select(({ fn }) => fn.max('chosen_at').as('at'))
    .where('learner', 'in', await holdPerson(transaction, learner))
    .executeTakeFirst();
  const row = { ...rowOf(choice), chosen_at: Math.max(choice.at, (before?.at ?? 0) + 1) };
  await transaction
    .insertInto('reminder')
    .values({ learner, ...row })
    .onConflict((same) => same.column('learner').doUpdateSet(row))
    .execute();
}

const learnerIn = (choice: ReminderChoice): LearnerId =>
  choice.kind === 'set' ? choice.reminder.learner : choice.learner;

function rowOf(choice: ReminderChoice): Omit<ReminderTable, 'learner' | 'chosen_at'> {
  if (choice.kind === 'stop') return stopped;
  const { platform, community, locale, zone, minute, weekday = null, quiet, nextAt } = choice.reminder;
  const hours = { quiet_from: quiet.from, quiet_to: quiet.to };
  return { platform, community, locale, zone, minute, weekday, ...hours, next_at: nextAt };
}

const stopped = {
  platform: '',
  community: null,
  locale: '',
  zone: '',
  minute: null,
  weekday: null,
  quiet_from: 0,
  quiet_to: 0,
  next_at: null,
};

async function take(
  transaction: Transaction<Tables>,
  claim: ReminderClaim,
): Promise<'claimed' | 'had-today' | 'taken'> {
  const { learner, date } = claim;
  if (!(await moveOn(transaction, claim))) return 'taken';
  if (await hadOn(transaction, learner, date)) return 'had-today';
  await transaction.insertInto('reminded').values({ learner, date }).execute();
  return 'claimed';
}

/** Whether it was still due at `from`. */
async function moveOn(db: Kysely<Tables>, { learner, from, next }: Omit<ReminderClaim, 'date'>): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reminder')
    .set({ next_at: next })
    .where('learner', '=', learner)
    .where('next_at', '=', from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

async function hadOn(transaction: Transaction<Tables>, learner: LearnerId, date: string): Promise<boolean> {
  const row = await transaction
    .selectFrom('reminded')
    .select('learner')
    .where('learner', 'in', await holdPerson(transaction, learner))
    .where('date', '=', date)
    .executeTakeFirst();
  return row !== undefined;
}
