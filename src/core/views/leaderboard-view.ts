import { goalLine } from '../classes/goal.ts';
import type { Improved } from '../classes/most-improved.ts';
import { inline } from '../inline.ts';
import type { ClassFigures, ClassSettings } from '../ports/class-store.ts';
import type { View } from '../view.ts';
import { choices, list, prose, text, view } from '../view.ts';
import type { Say } from '../words.ts';

interface Around {
  /** The name under which the learner has just joined; null: they have not. */
  readonly joined: string | null;
  readonly goal: ClassSettings['goal'];
  readonly figures: ClassFigures;
}

/** Who improves most, and how far the class is with its goal. */
export function leaderboardView(improved: readonly Improved[], { joined, goal, figures }: Around, say: Say): View {
  const lines = improved.map(({ place, name, points }) => [
    text(say('leaderboard.line', { place, name, count: points })),
  ]);
  const leaving = {
    label: say('button.leaderboard-leave'),
    weight: 'secondary',
    command: 'leaderboard',
    args: { choice: 'leave' },
  } as const;
  return view(say('leaderboard.title'), [
    ...(joined === null ? [] : [prose(...inline(say('leaderboard.joined', { name: joined })))]),
    ...(goal === null ? [] : [prose(text(goalLine(figures, goal, say)))]),
    ...(lines.length === 0 ? [prose(text(say('leaderboard.empty')))] : [list(lines)]),
    prose(text(say('leaderboard.explained'))),
    ...(joined === null ? [prose(...inline(say('leaderboard.how')))] : []),
    choices(leaving),
  ]);
}
