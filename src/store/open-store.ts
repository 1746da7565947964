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
import { ownDataIn } from './own-data.ts';
import { progressIn } from './progress.ts';
import { remindersIn } from './reminders.ts';
import { promptsIn } from './prompts.ts';
import { questionReportsIn } from './question-reports.ts';
import { requestsIn } from './requests.ts';
import { openSqlite } from './sqlite.ts';
import { StoreProblem } from './store-problem.ts';
import type { Tables } from './tables.ts';

export interface StoreSettings {
  /** How long a call waits for other processes to finish writing before it fails. */
  readonly busyTimeoutMs: number;
}

/**
 * Opens, and where needed creates and migrates, the database that `url` names: `sqlite:data/studyloop.db` or
 * `sqlite::memory:`. Here and in every later call a StoreProblem says why the database cannot be used.
 */
export async function openStore(
  url: string,
  settings: StoreSettings = { busyTimeoutMs: 5_000 },
): Promise<Store & AsyncDisposable> {
  const backend = await openBackend(url, settings);
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

/** The kind of database that `url` names; a StoreProblem where there is none such. */
export async function openBackend(url: string, settings: StoreSettings): Promise<Backend> {
  const [scheme, rest] = splitScheme(url);
  if (scheme === 'sqlite' && rest !== '' && !rest.startsWith('//')) return openSqlite(rest, settings);
  throw new StoreProblem(
    'bad-url',
    'DATABASE_URL was expected to read like sqlite:data/studyloop.db (one colon, then a path) or sqlite::memory:, ' +
      `but it ${whatCame(scheme, url)}.`,
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
