import { seeded } from './seeded.ts';
import type { Town } from './town.ts';

/** Learners to measure with, by their numbers: how they are chosen, and each as often as they come. */
export interface Whom {
  readonly name: string;
  readonly all: readonly number[];
}

/** Everybody alike; as often as they answer; and those who answered most, in turns. */
export function whomToAsk(town: Town, asked: number): readonly Whom[] {
  const random = seeded(asked);
  const any = Array.from({ length: asked }, () => Math.floor(random() * town.counts.length));
  return [
    { name: 'any learner', all: any },
    { name: 'learners by their activity', all: byActivity(town, asked, random) },
    { name: 'the 20 busiest learners', all: busiest(town, asked / 5) },
  ];
}

function byActivity({ counts }: Town, asked: number, random: () => number): readonly number[] {
  let answers = 0;
  const until = counts.map((count) => (answers += count));
  return Array.from({ length: asked }, () => {
    const place = random() * answers;
    return until.findIndex((end) => place < end);
  });
}

function busiest({ counts }: Town, asked: number): readonly number[] {
  const order = counts.map((count, who) => ({ count, who })).toSorted((one, other) => other.count - one.count);
  const most = order.slice(0, 20).map(({ who }) => who);
  return Array.from({ length: Math.ceil(asked) }, (_, nth) => most[nth % most.length] ?? 0);
}
