import type { Chosen } from '../quiz/choose.ts';
import type { Block } from '../view.ts';
import { prose } from '../view.ts';
import type { Say } from '../words.ts';

/** Why a question comes back, in a line above it; nothing where it is new or only practice. */
export function reviewLine({ why }: Chosen, say: Say): readonly Block[] {
  switch (why) {
    case 'belief':
      return [prose({ kind: 'emphasis', text: say('memory.belief') })];
    case 'once-more':
      return [prose({ kind: 'emphasis', text: say('memory.once-more') })];
    case 'due':
      return [prose({ kind: 'emphasis', text: say('memory.due') })];
    case 'practice':
      return [];
  }
}
