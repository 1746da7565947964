import { Kysely } from 'kysely';
import type { Store } from '#core/ports/store.ts';
import { accountsIn } from './accounts.ts';
import { answersIn } from './answers.ts';
import { assignmentsIn } from './assignments.ts';
import { auditIn } from './audit.ts';
import type { Backend } from './backend.ts';
import { daysIn } from './days.ts';
import { calendarIn } from './calendar.ts';
import { evidenceIn } from './evidence.ts';
import { classesIn } from './classes.ts';
import { contestsIn } from './contests.ts';
import { learnersIn } from './learners.ts';
import { exercisesIn } from './exercises.ts';
import { migrate } from './migrate.ts';
import { notesIn } from './notes.ts';
import { openBackend, type StoreSettings } from './open-backend.ts';
import { ownDataIn } from './own-data.ts';
import { progressIn } from './progress.ts';
import { remindersIn } from './reminders.ts';
import { promptsIn } from './prompts.ts';
import { questionReportsIn } from './question-reports.ts';
import { requestsIn } from './requests.ts';
import type { Tables } from './tables.ts';

/**
 * Opens, and where needed creates and migrates, the database that `url` names: `sqlite:data/studyloop.db`,
 * `sqlite::memory:` or `postgres://user:password@host:5432/database`. Here and in every later call a StoreProblem says why
 * the database cannot be used.
 */
export async function openStore(
  url: string,
  settings: StoreSettings = { busyTimeoutMs: 5_000 },
): Promise<Store & AsyncDisposable> {
  return await storeOn(await openBackend(url, settings));
}

/** The store over a database that was opened; it is closed with the store, and when it cannot be used. */
export async function storeOn(backend: Backend): Promise<Store & AsyncDisposable> {
  const database = new Kysely<unknown>({ dialect: backend.dialect });
  try {
    await migrate(database, backend);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  const db = database.$extendTables<Tables>();
  return {
    requests: requestsIn(db),
    learners: learnersIn(db),
    accounts: accountsIn(db),
    days: daysIn(db),
    reminders: remindersIn(db),
    ownData: ownDataIn(db, backend),
    progress: progressIn(db),
    answers: answersIn(db),
    exercises: exercisesIn(db),
    evidence: evidenceIn(db),
    notes: notesIn(db),
    calendar: calendarIn(db),
    prompts: promptsIn(db),
    classes: classesIn(db),
    assignments: assignmentsIn(db),
    contests: contestsIn(db),
    questionReports: questionReportsIn(db),
    audit: auditIn(db),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}
