import type { Ask, Block, Choice } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { SlackFileReference } from './payload.ts';

/** What a view is drawn with. */
export interface Desk {
  readonly say: Say;
  /** At most 100 characters: goes into a button's `value`, or into the value of a menu's option. Asked once for each pressable. */
  readonly idOf: (pressable: Choice | Ask) => string;
  /** Pictures that have been uploaded; of one that is not here, the words are shown. */
  readonly pictures: ReadonlyMap<Block, SlackFileReference>;
}
