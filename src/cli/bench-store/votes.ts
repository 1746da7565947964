import { requestId } from '#core/ids.ts';
import type { Act } from './acts.ts';
import type { ClassHere } from './classes.ts';
import type { Drawing } from './drawings.ts';
import { drawingOf } from './drawings.ts';
import type { Zone } from './life.ts';
import { timeFor } from './life.ts';
import { classOf } from './memberships.ts';
import type { PromptHere } from './prompts-here.ts';
import { hasChannel, promptsOf } from './prompts-here.ts';
import { seeded } from './seeded.ts';
import type { Town } from './town.ts';
import { nameOf } from './town.ts';

/** So many vote on a question, where there are so many. */
const usualVotes = 40;
/** Of a class, about so many learn more than others do: those vote. */
const busyShare = 0.27;

/** What somebody answered in their class's channel, and that it was counted. */
export function votesOf(who: number, zone: Zone, town: Town): readonly Act[] {
  const of = classOf(who, town);
  const mean = town.size.answers / town.size.learners;
  if (of === null || !hasChannel(of, town) || (town.counts[who] ?? 0) < mean) return [];
  const random = seeded(who ^ 0x5f37_59df);
  const likely = Math.min(0.6, usualVotes / (busyShare * of.size));
  return asked(of, town).flatMap((one) => (random() < likely ? voteOn(one, { who, zone, random }) : []));
}

interface Asked {
  readonly prompt: PromptHere;
  readonly drawing: Drawing;
}

const kept = new WeakMap<ClassHere, readonly Asked[]>();

/** The same for all members. */
function asked(of: ClassHere, town: Town): readonly Asked[] {
  const known = kept.get(of);
  if (known !== undefined) return known;
  const all = promptsOf(of, town).flatMap((prompt) => {
    const quiz = town.course.quizzes.find(({ id }) => id === prompt.quiz);
    return quiz === undefined ? [] : [{ prompt, drawing: drawingOf(quiz, prompt.seed) }];
  });
  kept.set(of, all);
  return all;
}

interface Voter {
  readonly who: number;
  readonly zone: Zone;
  readonly random: () => number;
}

function voteOn({ prompt, drawing }: Asked, { who, zone, random }: Voter): readonly Act[] {
  const learner = nameOf(who);
  const correct = random() < 0.6;
  const { given, bearing } = drawing[correct ? 'right' : 'wrong'];
  const [option] = given;
  if (option === undefined) return [];
  const at = timeFor(prompt.dueAt + (1 + 180 * random()) * 60_000, 2);
  const date = new Date(at + zone.hours * 3_600_000).toISOString().slice(0, 10);
  const said = { learner, correct, bearing };
  const request = requestId(`vote-${prompt.id}-${learner}`);
  const day = { date, zone: zone.name };
  const vote = { ...said, prompt: prompt.id, request, given: option, day, at, most: 2 };
  const cast: Act = { kind: 'votes', at, vote };
  if (prompt.closedAt === null) return [cast];
  const { course, quiz, concept, seed } = prompt;
  const answer = { ...said, course, quiz, concept, seed, given: [option], at };
  return [cast, { kind: 'is counted', at: prompt.closedAt, answer }];
}
