import type { MasteryModel } from './memory/model.ts';
import type { BarsModel } from './classes/bars-model.ts';
import type { TimelineModel } from './timeline/model.ts';

/** What a picture shows. Chats get it drawn (`Draw`), terminals as lanes of characters, and everyone its words. */
export type Picture =
  | { readonly kind: 'timeline'; readonly timeline: TimelineModel }
  | { readonly kind: 'mastery'; readonly mastery: MasteryModel }
  | { readonly kind: 'bars'; readonly bars: BarsModel };
