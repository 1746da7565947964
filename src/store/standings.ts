import type { Kysely, Transaction } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import type { Class } from '#core/ports/class-store.ts';
import type { Answer } from '#core/ports/store.ts';
import { kept } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** Takes an answer into what its learner knows by their last answers; gives what is to be counted for their classes. */
export async function recordStandings(
  transaction: Transaction<Tables>,
  answer: Answer,
): Promise<readonly ClassCount[]> {
  const classes = await classesOf(transaction, answer.learner);
  const counts: ClassCount[] = [];
  for (const mark of marksOf(answer)) {
    const change = await remark(transaction, answer, mark);
    if (change === null) continue;
    for (const one of classes) counts.push({ ...one, ...mark, course: answer.course, ...change });
  }
  return counts;
}

/** Takes them into the figures of classes, each figure once, in one order: two transactions never wait for each other. */
export async function countFor(transaction: Transaction<Tables>, counts: readonly ClassCount[]): Promise<void> {
  const figures = Map.groupBy(counts, keyOf);
  for (const [, same] of [...figures].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const [first] = same;
    if (first === undefined) continue;
    await count(transaction, { ...first, asked: sum(same, 'asked'), good: sum(same, 'good') });
  }
}

/** Counts what somebody knows already for a class that they come into. */
export async function bringStandings(transaction: Transaction<Tables>, learner: LearnerId, to: Class): Promise<void> {
  const standings = await standingsOf(transaction, learner);
  await countFor(
    transaction,
    standings.map((standing) => ({ ...to, ...standing, asked: 1 })),
  );
}

/** Takes somebody out of the figures of all their classes. */
export async function takeStandings(transaction: Transaction<Tables>, learner: LearnerId): Promise<void> {
  const standings = await standingsOf(transaction, learner);
  const classes = await classesOf(transaction, learner);
  await countFor(
    transaction,
    classes.flatMap((from) => standings.map((one) => ({ ...from, ...one, asked: -1, good: -one.good }))),
  );
}

/** What changes in one figure of a class. */
export interface ClassCount extends Class, Mark {
  readonly course: string;
  readonly asked: number;
}

const keyOf = ({ platform, community, course, kind, subject }: ClassCount): string =>
  JSON.stringify([platform, community, course, kind, subject]);

const sum = (counts: readonly ClassCount[], what: 'asked' | 'good'): number =>
  counts.reduce((total, one) => total + one[what], 0);

interface Mark {
  readonly kind: string;
  readonly subject: string;
  /** 1 or 0. */
  readonly good: number;
}

function marksOf({ concept, correct, bearing }: Answer): readonly Mark[] {
  return [
    { kind: 'concept', subject: concept, good: correct ? 1 : 0 },
    ...(bearing?.held ?? []).map((subject) => ({ kind: 'belief', subject, good: 0 })),
    ...(bearing?.refuted ?? []).map((subject) => ({ kind: 'belief', subject, good: 1 })),
  ];
}

interface Change {
  readonly asked: number;
  readonly good: number;
}

/** What changes by it in the figures; null: nothing. */
async function remark(
  transaction: Transaction<Tables>,
  { learner, course }: Answer,
  { kind, subject, good }: Mark,
): Promise<Change | null> {
  const before = await transaction
    .selectFrom('standing')
    .select('good')
    .where('learner', '=', learner)
    .where('course', '=', course)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst();
  if (before?.good === good) return null;
  await transaction
    .insertInto('standing')
    .values({ learner, course, kind, subject, good })
    .onConflict((same) => same.columns(['learner', 'course', 'kind', 'subject']).doUpdateSet({ good }))
    .execute();
  return before === undefined ? { asked: 1, good } : { asked: 0, good: good - before.good };
}

async function count(
  transaction: Transaction<Tables>,
  { platform, community, course, kind, subject, asked, good }: ClassCount,
): Promise<void> {
  await transaction
    .insertInto('class_standing')
    .values({ platform, community, course, kind, subject, asked, good })
    .onConflict((same) =>
      same.columns(['platform', 'community', 'course', 'kind', 'subject']).doUpdateSet((eb) => ({
        asked: eb('class_standing.asked', '+', asked),
        good: eb('class_standing.good', '+', good),
      })),
    )
    .execute();
}

/** They stay members until the transaction ends. */
async function classesOf(transaction: Transaction<Tables>, learner: LearnerId): Promise<readonly Class[]> {
  return await transaction
    .selectFrom('member')
    .select(['platform', 'community'])
    .where('learner', '=', learner)
    .modifyEnd(kept(transaction, 'there'))
    .execute();
}

async function standingsOf(db: Kysely<Tables>, learner: LearnerId) {
  return await db
    .selectFrom('standing')
    .select(['course', 'kind', 'subject', 'good'])
    .where('learner', '=', learner)
    .execute();
}
