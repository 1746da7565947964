import { seeded } from './seeded.ts';

/** How many learners there are, and how many answers they gave of their own accord. */
export interface Size {
  readonly learners: number;
  readonly answers: number;
}

/** Nobody gives more than so many times what all give on average. */
const mostOfMean = 60;
/** Of a log-normal distribution: a few give most, and half of all next to nothing. */
const spread = 1.4;

/** Answers of each learner, heavy-tailed; about as many as wanted in all. */
export function activityOf({ learners, answers }: Size): readonly number[] {
  const random = seeded(learners);
  const weights = Array.from({ length: learners }, () => Math.exp(spread * normal(random)));
  const most = Math.ceil((mostOfMean * answers) / learners);
  const countsBy = (factor: number) => weights.map((weight) => Math.min(most, Math.round(weight * factor)));
  let factor = answers / sum(weights);
  // What the busiest may not give is given by the others.
  for (let round = 0; round < rounds; round += 1) factor *= answers / Math.max(1, sum(countsBy(factor)));
  return countsBy(factor);
}

const rounds = 5;

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
