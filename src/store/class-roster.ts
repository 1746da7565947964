import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { CourseId } from '#core/ids.ts';
import { conceptId, learnerId, misconceptionId } from '#core/ids.ts';
import type { Class, RosterLine } from '#core/ports/class-store.ts';
import type { Tables } from './tables.ts';

/** Everything that is counted of each member of a class. */
export async function rosterOf(
  db: Kysely<Tables>,
  { platform, community }: Class,
  course: CourseId,
): Promise<readonly RosterLine[]> {
  const members = await db
    .selectFrom('member')
    .select(['learner', 'first_seen', 'last_seen'])
    .where('platform', '=', platform)
    .where('community', '=', community)
    .orderBy('first_seen')
    .orderBy('learner')
    .execute();
  const lines: RosterLine[] = [];
  for (let at = 0; at < members.length; at += sliceSize) {
    lines.push(...(await linesOf(db, members.slice(at, at + sliceSize), course)));
    // Others wait for no more than a slice.
    await setImmediate();
  }
  return lines;
}

const sliceSize = 50;

type MemberRow = Pick<Tables['member'], 'learner' | 'first_seen' | 'last_seen'>;

async function linesOf(
  db: Kysely<Tables>,
  members: readonly MemberRow[],
  course: CourseId,
): Promise<readonly RosterLine[]> {
  const learners = members.map(({ learner }) => learner);
  const answers = new Map((await answersOf(db, learners, course)).map((row) => [row.learner, row]));
  const standings = Map.groupBy(await standingsOf(db, learners, course), ({ learner }) => learner);
  return members.map(({ learner, first_seen: firstSeen, last_seen: lastSeen }) => {
    const mine = standings.get(learner) ?? [];
    const subjects = (kind: string, good: number) =>
      mine.filter((one) => one.kind === kind && one.good === good).map(({ subject }) => subject);
    return {
      learner: learnerId(learner),
      firstSeen,
      lastSeen,
      answers: Number(answers.get(learner)?.answers ?? 0),
      rightAnswers: Number(answers.get(learner)?.right ?? 0),
      right: subjects('concept', 1).map(conceptId),
      wrong: subjects('concept', 0).map(conceptId),
      holds: subjects('belief', 0).map(misconceptionId),
    };
  });
}

async function answersOf(db: Kysely<Tables>, learners: readonly string[], course: CourseId) {
  return await db
    .selectFrom('answer')
    .where('learner', 'in', learners)
    .where('course', '=', course)
    .select((eb) => [
      'learner',
      eb.fn.countAll<number | string>().as('answers'),
      eb.fn.sum<number | string>('correct').as('right'),
    ])
    .groupBy('learner')
    .execute();
}

async function standingsOf(db: Kysely<Tables>, learners: readonly string[], course: CourseId) {
  return await db
    .selectFrom('standing')
    .where('learner', 'in', learners)
    .where('course', '=', course)
    .select(['learner', 'kind', 'subject', 'good'])
    .orderBy('learner')
    .orderBy('kind')
    .orderBy('subject')
    .execute();
}
