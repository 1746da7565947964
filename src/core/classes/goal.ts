import type { ClassFigures, ClassSettings, ConceptFigure } from '../ports/class-store.ts';
import type { Say } from '../words.ts';

type Goal = NonNullable<ClassSettings['goal']>;

/** A concept that so few have been asked about says nothing of the class; a smaller class counts with all of its members. */
export const leastAsked = 3;

/** How many concepts the class knows well enough for its goal: of those asked, so many of a hundred know it or more. */
export function conceptsKnown({ members, concepts }: ClassFigures, { percent }: Pick<Goal, 'percent'>): number {
  const enough = Math.min(leastAsked, members);
  return concepts.filter((one) => one.asked >= enough && isKnown(one, percent)).length;
}

const isKnown = ({ asked, right }: ConceptFigure, percent: number): boolean => right * 100 >= asked * percent;

/** "The class has 4 of 7 concepts above 80 %." */
export function goalLine(figures: ClassFigures, goal: Goal, say: Say): string {
  const { concepts, percent } = goal;
  const reached = Math.min(conceptsKnown(figures, goal), concepts);
  return reached === concepts
    ? say('goal.reached', { concepts, percent })
    : say('goal.line', { reached, concepts, percent });
}

/** What was typed as a goal: `4 concepts 80%`, `4 80`, `off`. Null: it is none. */
export function readGoal(typed: string): Goal | 'off' | null {
  if (/^(?:off|none|关|关闭)$/iu.test(typed.trim())) return 'off';
  const [, concepts = '', percent = ''] = /^(\d{1,3})\D+(\d{1,3})\s*[%％]?$/u.exec(typed.trim()) ?? [];
  const goal = { concepts: Number(concepts), percent: Number(percent) };
  const isGoal = concepts !== '' && goal.concepts > 0 && goal.percent > 0 && goal.percent <= 100;
  return isGoal ? goal : null;
}
