import type { Say } from '#core/words.ts';
import { choiceOfEnter } from './offers.ts';
import type { Standing } from './receive.ts';
import { offeredLine } from './writing.ts';

/** What the next line is asked for with. */
export type Prompt =
  /** A command, a number or a program; `hint` says what Enter alone does, where it does something. */
  | { readonly kind: 'open'; readonly hint: string | null }
  /** One more line of a program; `given` is laid into it to be changed. */
  | { readonly kind: 'more'; readonly given: string };

/** What a learner is asked for where the conversation stands. */
export function promptFor({ doing, offers }: Standing, say: Say): Prompt {
  switch (doing.kind) {
    case 'listening':
    case 'lost':
    case 'leaving': {
      const choice = choiceOfEnter(offers);
      return { kind: 'open', hint: choice === null ? null : say('console.enter', { label: choice.label }) };
    }
    case 'collecting':
      return { kind: 'more', given: '' };
    case 'filling': {
      const { field } = doing.filling;
      return field.kind === 'code' ? { kind: 'more', given: offeredLine(field.writing) } : { kind: 'open', hint: null };
    }
  }
}
