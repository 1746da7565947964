import type { Kysely, Transaction } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import type { Class } from '#core/ports/class-store.ts';
import type { Answer } from '#core/ports/store.ts';
import type { Tables } from './tables.ts';

/** Takes an answer into what its learner knows by their last answers, and into the figures of their classes. */
export async function recordStandings(transaction: Transaction<Tables>, answer: Answer): Promise<void> {
  const classes = await classesOf(transaction, answer.learner);
  for (const mark of marksOf(answer)) {
    const change = await remark(transaction, answer, mark);
    if (change === null) continue;
    for (const one of classes) await count(transaction, one, { ...mark, course: answer.course, ...change });
  }
}

/** Counts what somebody knows already for a class that they come into. */
export async function bringStandings(transaction: Transaction<Tables>, learner: LearnerId, to: Class): Promise<void> {
  for (const { course, kind, subject, good } of await standingsOf(transaction, learner))
    await count(transaction, to, { course, kind, subject, asked: 1, good });
}

/** Takes somebody out of the figures of all their classes. */
export async function takeStandings(transaction: Transaction<Tables>, learner: LearnerId): Promise<void> {
  const standings = await standingsOf(transaction, learner);
  for (const from of await classesOf(transaction, learner)) {
    for (const { course, kind, subject, good } of standings)
      await count(transaction, from, { course, kind, subject, asked: -1, good: -good });
  }
}

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
  { platform, community }: Class,
  { course, kind, subject, asked, good }: Omit<Mark, 'good'> & Change & { readonly course: string },
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

async function classesOf(db: Kysely<Tables>, learner: LearnerId): Promise<readonly Class[]> {
  return await db.selectFrom('member').select(['platform', 'community']).where('learner', '=', learner).execute();
}

async function standingsOf(db: Kysely<Tables>, learner: LearnerId) {
  return await db
    .selectFrom('standing')
    .select(['course', 'kind', 'subject', 'good'])
    .where('learner', '=', learner)
    .execute();
}
