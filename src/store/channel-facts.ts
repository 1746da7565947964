import type { Kysely } from 'kysely';
import { conceptId, courseId, quizId } from '#core/ids.ts';
import type { Channel } from '#core/ports/channel.ts';
import type { ChannelFacts } from '#core/ports/prompt-store.ts';
import type { Tables } from './tables.ts';

/** So many of those who vote in a channel speak for it: those who did so last. */
const mostLearners = 200;

/** What a channel was asked since then, and how those who vote there answered, anywhere. */
export async function channelFacts(db: Kysely<Tables>, channel: Channel, since: number): Promise<ChannelFacts> {
  const there = promptsOf(db, channel, since);
  const asked = await there
    .select((eb) => ['course', 'quiz', eb.fn.max('due_at').as('at')] as const)
    .groupBy(['course', 'quiz'])
    .execute();
  const learners = await there
    .innerJoin('vote', 'vote.prompt', 'prompt.id')
    .select((eb) => ['vote.learner', eb.fn.max('voted_at').as('last')] as const)
    .groupBy('vote.learner')
    .orderBy('last', 'desc')
    .limit(mostLearners)
    .execute();
  const concepts = await answersOf(
    db,
    learners.map(({ learner }) => learner),
    since,
  );
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

async function answersOf(db: Kysely<Tables>, learners: readonly string[], since: number) {
  if (learners.length === 0) return [];
  return await db
    .selectFrom('answer')
    .where('learner', 'in', learners)
    .where('answered_at', '>=', since)
    .select((eb) => ['course', 'concept', eb.fn.countAll().as('answers'), eb.fn.sum('correct').as('right')] as const)
    .groupBy(['course', 'concept'])
    .execute();
}
