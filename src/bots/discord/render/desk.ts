import type { Ask, Block, Choice } from '#core/view.ts';
import type { Say } from '#core/words.ts';

/** What a view is drawn with. */
export interface Desk {
  readonly say: Say;
  /** A custom id of at most 100 characters, another one for each pressable of a view. */
  readonly idOf: (pressable: Choice | Ask) => string;
  /** Pictures that are drawn, as PNG; of one that is not here, the words are shown. */
  readonly pictures: ReadonlyMap<Block, Uint8Array>;
}
