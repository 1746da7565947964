import type { Kysely, SelectQueryBuilder, Transaction } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import { chunkId, courseId, exerciseId, learnerId } from '#core/ids.ts';
import type {
  Assignment,
  AssignmentStore,
  Class,
  ClassTask,
  Extension,
  OwnTask,
  Task,
  TaskItem,
} from '#core/ports/class-store.ts';
import { accountsOf } from './accounts-of.ts';
import { classOf, inTurn } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** What classes are asked to do, and who has done it. */
export function assignmentsIn(db: Kysely<Tables>): AssignmentStore {
  return {
    assign: (assignment) => inTurn(db, [classOf(assignment)], (transaction) => assign(transaction, assignment)),
    extend: (extension) => inTurn(db, [classOf(extension)], (transaction) => extend(transaction, extension)),
    withdraw: (task) => inTurn(db, [classOf(task)], (transaction) => withdraw(transaction, task)),
    of: async (learner, where) => await ownTasks(db, learner, where),
    overview: async (where) => await classTasks(db, where),
  };
}

async function assign(
  transaction: Transaction<Tables>,
  { due, by, at, ...task }: Assignment,
): Promise<'assigned' | 'moved'> {
  const isThere = await isAssigned(transaction, task);
  const row = { due, assigned_by: by, assigned_at: at };
  await transaction
    .insertInto('assignment')
    .values({ ...columnsOf(task), ...row })
    .onConflict((same) => same.columns([...taskKey]).doUpdateSet(row))
    .execute();
  return isThere ? 'moved' : 'assigned';
}

async function extend(
  transaction: Transaction<Tables>,
  { learner, due, ...task }: Extension,
): Promise<'extended' | 'none'> {
  if (!(await isAssigned(transaction, task))) return 'none';
  await transaction
    .insertInto('extension')
    .values({ ...columnsOf(task), learner, due })
    .onConflict((same) => same.columns([...taskKey, 'learner']).doUpdateSet({ due }))
    .execute();
  return 'extended';
}

async function withdraw(transaction: Transaction<Tables>, task: Task): Promise<'withdrawn' | 'none'> {
  if (!(await isAssigned(transaction, task))) return 'none';
  const { platform, community, course, kind, item } = columnsOf(task);
  for (const table of ['assignment', 'extension'] as const) {
    await transaction
      .deleteFrom(table)
      .where('platform', '=', platform)
      .where('community', '=', community)
      .where('course', '=', course)
      .where('kind', '=', kind)
      .where('item', '=', item)
      .execute();
  }
  return 'withdrawn';
}

const taskKey = ['platform', 'community', 'course', 'kind', 'item'] as const;

function columnsOf({ platform, community, course, item }: Task) {
  return { platform, community, course, kind: item.kind, item: item.kind === 'chunk' ? item.chunk : item.exercise };
}

async function isAssigned(db: Kysely<Tables>, task: Task): Promise<boolean> {
  const { platform, community, course, kind, item } = columnsOf(task);
  const row = await db
    .selectFrom('assignment')
    .select('due')
    .where('platform', '=', platform)
    .where('community', '=', community)
    .where('course', '=', course)
    .where('kind', '=', kind)
    .where('item', '=', item)
    .executeTakeFirst();
  return row !== undefined;
}

type TaskRow = Pick<Tables['assignment'], (typeof taskKey)[number] | 'due'>;

async function rowsOf(db: Kysely<Tables>, { platform, community }: Class): Promise<readonly TaskRow[]> {
  return await db
    .selectFrom('assignment')
    .select(['platform', 'community', 'course', 'kind', 'item', 'due'])
    .where('platform', '=', platform)
    .where('community', '=', community)
    .orderBy('due')
    .orderBy('course')
    .orderBy('kind')
    .orderBy('item')
    .execute();
}

function taskOf({ platform, community, course, kind, item }: TaskRow): Task {
  const meant: TaskItem =
    kind === 'chunk' ? { kind, chunk: chunkId(item) } : { kind: 'exercise', exercise: exerciseId(item) };
  return { platform, community, course: courseId(course), item: meant };
}

async function ownTasks(db: Kysely<Tables>, learner: LearnerId, where: Class): Promise<readonly OwnTask[]> {
  const rows = await rowsOf(db, where);
  if (rows.length === 0) return [];
  const accounts = await accountsOf(db, learner);
  const extended = await db
    .selectFrom('extension')
    .select(['course', 'kind', 'item', 'due'])
    .where('platform', '=', where.platform)
    .where('community', '=', where.community)
    .where('learner', 'in', accounts)
    .execute();
  const own: OwnTask[] = [];
  for (const row of rows) {
    const dues = extended.filter((one) => one.course === row.course && one.kind === row.kind && one.item === row.item);
    const due = [row.due, ...dues.map((one) => one.due)].toSorted().at(-1) ?? row.due;
    const doers = await doersOf(db, row, accounts);
    own.push({ ...taskOf(row), due, isDone: doers.size > 0 });
  }
  return own.toSorted((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0));
}

/** Accounts among these, as they are or as a query finds them. */
type Among = readonly LearnerId[] | SelectQueryBuilder<Tables, 'member', { learner: string }>;

/** Who of them has done it. */
async function doersOf(
  db: Kysely<Tables>,
  { kind, course, item }: TaskRow,
  among: Among,
): Promise<ReadonlySet<string>> {
  const rows =
    kind === 'chunk'
      ? await db
          .selectFrom('chunk_read')
          .select('learner')
          .where('learner', 'in', among)
          .where('course', '=', course)
          .where('chunk', '=', item)
          .execute()
      : await db
          .selectFrom('attempt')
          .select('learner')
          .where('learner', 'in', among)
          .where('course', '=', course)
          .where('exercise', '=', item)
          .where('verdict', '=', 'passed')
          .execute();
  return new Set(rows.map(({ learner }) => learner));
}

async function classTasks(db: Kysely<Tables>, where: Class): Promise<readonly ClassTask[]> {
  const rows = await rowsOf(db, where);
  const all: ClassTask[] = [];
  const members = await membersOf(db, where).select('learner').orderBy('first_seen').orderBy('learner').execute();
  for (const row of rows) {
    const doers = await doersOf(db, row, membersOf(db, where).select('learner'));
    const done = members.filter(({ learner }) => doers.has(learner)).map(({ learner }) => learnerId(learner));
    all.push({ ...taskOf(row), due: row.due, members: members.length, done });
  }
  return all;
}

function membersOf(db: Kysely<Tables>, { platform, community }: Class) {
  return db.selectFrom('member').where('platform', '=', platform).where('community', '=', community);
}
