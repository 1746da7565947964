import type { ExpressionBuilder, Kysely } from 'kysely';
import { conceptId, courseId, quizId } from '#core/ids.ts';
import type { Channel } from '#core/ports/channel.ts';
import type { ChannelFacts } from '#core/ports/prompt-store.ts';
import type { Tables } from './tables.ts';

/** So many of those who vote in a channel speak for it: those who did so last. */
const mostPersons = 200;

/** What a channel was asked since then, and how those who vote there answered, anywhere. */
export async function channelFacts(db: Kysely<Tables>, channel: Channel, since: number): Promise<ChannelFacts> {
  const there = promptsOf(db, channel, since);
  const asked = await there
    .select((eb) => ['course', 'quiz', eb.fn.max('due_at').as('at')] as const)
    .groupBy(['course', 'quiz'])
    .execute();
  const persons = await there
    .innerJoin('vote', 'vote.prompt', 'prompt.id')
    .leftJoin('account', 'account.learner', 'vote.learner')
    .select((eb) => [
      'account.person',
      // One account of each person leads to all of them.
      eb.fn.min('vote.learner').as('one'),
      eb.fn.max('voted_at').as('last'),
    ])
    .groupBy((eb) => [
      'account.person',
      eb.case().when('account.person', 'is', null).then(eb.ref('vote.learner')).end(),
    ])
    .orderBy('last', 'desc')
    .limit(mostPersons)
    .execute();
  const concepts = await answersOf(db, await accountsOfAll(db, persons), since);
  return {
    asked: asked.map(({ course, quiz, at }) => ({ course: courseId(course), quiz: quizId(quiz), at })),
    concepts: concepts.map(({ course, concept, answers, right }) => ({
      course: courseId(course),
      concept: conceptId(concept),
      answers: Number(answers),
      right: Number(right),
    })),
  };
}

function promptsOf(db: Kysely<Tables>, { platform, community, channel }: Channel, since: number) {
  return db
    .selectFrom('prompt')
    .where('platform', '=', platform)
    .where('community', '=', community)
    .where('channel', '=', channel)
    .where('due_at', '>=', since);
}

interface Voter {
  /** Null: an account that is a person by itself. */
  readonly person: string | null;
  readonly one: string;
}

async function accountsOfAll(db: Kysely<Tables>, voters: readonly Voter[]): Promise<readonly string[]> {
  const persons = voters.flatMap(({ person }) => person ?? []);
  const linked =
    persons.length === 0
      ? []
      : await db.selectFrom('account').select('learner').where('person', 'in', persons).execute();
  return [...voters.filter(({ person }) => person === null).map(({ one }) => one), ...linked.map((row) => row.learner)];
}

/** A question as it was asked counts once for a person, by the first answer. */
async function answersOf(db: Kysely<Tables>, learners: readonly string[], since: number) {
  if (learners.length === 0) return [];
  return await db
    .selectFrom('answer')
    .where('learner', 'in', learners)
    .where('answered_at', '>=', since)
    .where((eb) => eb.not(eb.exists(earlierAnswer(eb))))
    .select((eb) => ['course', 'concept', eb.fn.countAll().as('answers'), eb.fn.sum('correct').as('right')] as const)
    .groupBy(['course', 'concept'])
    .execute();
}

/** To the same question, by another account of the same person. */
function earlierAnswer(answer: ExpressionBuilder<Tables, 'answer'>) {
  return answer
    .selectFrom('account as mine')
    .innerJoin('account as other', 'other.person', 'mine.person')
    .innerJoin('answer as earlier', 'earlier.learner', 'other.learner')
    .whereRef('mine.learner', '=', 'answer.learner')
    .whereRef('other.learner', '!=', 'answer.learner')
    .whereRef('earlier.course', '=', 'answer.course')
    .whereRef('earlier.quiz', '=', 'answer.quiz')
    .whereRef('earlier.seed', '=', 'answer.seed')
    .where((eb) =>
      eb.or([
        eb('earlier.answered_at', '<', eb.ref('answer.answered_at')),
        eb.and([
          eb('earlier.answered_at', '=', eb.ref('answer.answered_at')),
          eb('earlier.learner', '<', eb.ref('answer.learner')),
        ]),
      ]),
    )
    .select('earlier.nth');
}
