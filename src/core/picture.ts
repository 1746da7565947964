import type { MasteryModel } from './memory/model.ts';
import type { TimelineModel } from './timeline/model.ts';

/** What a picture shows. Chats get it drawn (`Draw`), terminals as lanes of characters, and everyone its words. */
export type Picture =
  | { readonly kind: 'timeline'; readonly timeline: TimelineModel }
  | { readonly kind: 'mastery'; readonly mastery: MasteryModel };
