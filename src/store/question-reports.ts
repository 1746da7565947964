import type { Kysely, Transaction } from 'kysely';
import { courseId, quizId } from '#core/ids.ts';
import type { QuestionReport, QuestionReportStore, ReportedQuestion, ReportLimit } from '#core/ports/class-store.ts';
import { inTurn, learnerOf } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** What learners think is wrong with questions. A report is there until it is settled. */
export function questionReportsIn(db: Kysely<Tables>): QuestionReportStore {
  return {
    report: (report, limit) =>
      inTurn(db, [learnerOf(report.learner)], (transaction) => keep(transaction, report, limit)),

    async open({ platform, community }) {
      const rows = await db
        .selectFrom('question_report')
        .select(['course', 'quiz', 'seed', 'reason', 'reported_at'])
        .where('platform', '=', platform)
        .where('community', '=', community)
        .orderBy('reported_at', 'desc')
        .orderBy('course')
        .orderBy('quiz')
        .orderBy('learner')
        .execute();
      const groups = Map.groupBy(rows, ({ course, quiz }) => `${course}/${quiz}`);
      // A sort that keeps the order of equals: of two reported as often, the one reported last comes first.
      return [...groups.values()].flatMap(lineOf).toSorted((one, other) => other.count - one.count);
    },

    async settle({ platform, community }, { course, quiz }) {
      const { numDeletedRows } = await db
        .deleteFrom('question_report')
        .where('platform', '=', platform)
        .where('community', '=', community)
        .where('course', '=', course)
        .where('quiz', '=', quiz)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

async function keep(
  transaction: Transaction<Tables>,
  { at, ...report }: QuestionReport,
  { since, most }: ReportLimit,
): Promise<'reported' | 'again' | 'too-many'> {
  const lately = await transaction
    .selectFrom('question_report')
    .select([...reportKey, 'reported_at'])
    .where('learner', '=', report.learner)
    .execute();
  if (lately.some((one) => reportKey.every((key) => one[key] === report[key]))) return 'again';
  if (lately.filter((one) => one.reported_at >= since).length >= most) return 'too-many';
  await transaction
    .insertInto('question_report')
    .values({ ...report, reported_at: at })
    .execute();
  return 'reported';
}

const reportKey = ['platform', 'community', 'course', 'quiz'] as const;

type ReportRow = Pick<Tables['question_report'], 'course' | 'quiz' | 'seed' | 'reason'>;

const mostReasons = 3;

function lineOf(rows: readonly ReportRow[]): readonly ReportedQuestion[] {
  return rows.slice(0, 1).map(({ course, quiz, seed }) => ({
    course: courseId(course),
    quiz: quizId(quiz),
    seed,
    count: rows.length,
    reasons: rows.slice(0, mostReasons).map(({ reason }) => reason),
  }));
}
