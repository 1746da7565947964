import { requestId } from '#core/ids.ts';
import type { LocalDay } from '#core/ports/day-store.ts';
import type { Act } from './acts.ts';
import type { Life } from './life.ts';
import type { Town } from './town.ts';

/** Something that one does to learn, by oneself. */
export type Deed = 'answers' | 'moves' | 'tries' | 'lapses';

interface When {
  readonly at: number;
  readonly day: LocalDay;
}

/** Makes an act of one deed after another: pages in order, questions in turn. */
export function doerOf(life: Life, town: Town): (deed: Deed, when: When) => Act {
  const first = Math.floor(life.random() * town.drawings.length);
  const done = { answers: 0, moves: 0, tries: 0, lapses: 0 };
  return (deed, when) => {
    const nth = done[deed];
    done[deed] += 1;
    const doing: Doing = { life, town, nth, ...when };
    switch (deed) {
      case 'answers':
        return answers(doing, first);
      case 'moves':
        return moves(doing);
      case 'tries':
        return tries(doing);
      case 'lapses':
        return lapses(doing);
    }
  };
}

interface Doing extends When {
  readonly life: Life;
  readonly town: Town;
  /** How many of this kind came before. */
  readonly nth: number;
}

function answers({ life, town, nth, at, day }: Doing, first: number): Act {
  const { drawings } = town;
  const drawing = drawings[(first + nth) % drawings.length]?.[Math.floor(nth / drawings.length)];
  if (drawing === undefined) throw new Error('expected drawings for all answers');
  const { quiz, seed, right, wrong } = drawing;
  const correct = life.random() < life.skill;
  const what = { quiz: quiz.id, concept: quiz.concept, seed, correct, ...(correct ? right : wrong) };
  return { kind: 'answers', at, answer: { learner: life.learner, course: town.course.id, ...what, at, day } };
}

function moves({ life, town, nth, at, day }: Doing): Act {
  const { id: course, chunks } = town.course;
  const to = chunks[nth]?.id;
  if (to === undefined) throw new Error('expected no more moves than pages');
  const from = chunks[nth - 1]?.id ?? null;
  return { kind: 'moves', at, move: { learner: life.learner, course, from, to, read: true, at, day } };
}

function tries({ life, town, nth, at, day }: Doing): Act {
  const { id: course, exercises } = town.course;
  const { learner, random } = life;
  const verdict = some(['passed', 'failed', 'failed', 'error'] as const, random);
  const what = { exercise: some(exercises, random).id, code: `${learner} ${nth}`, verdict, hints: 0 };
  const failing = verdict === 'failed' ? 'it waits for each one' : null;
  const attempt = { learner, course, ...what, failing, request: requestId(`try-${nth}`), at, day };
  return { kind: 'tries', at, attempt };
}

function lapses({ life, town, nth, at }: Doing): Act {
  const { id: course, concepts } = town.course;
  const lapsed = [some(concepts, life.random).id];
  const request = requestId(`review-${nth}`);
  return { kind: 'lapses', at, lapses: { learner: life.learner, course, request, concepts: lapsed, at } };
}

function some<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('expected a course with concepts and exercises');
  return item;
}
