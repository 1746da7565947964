import type { LearnerId } from './ids.ts';
import type { Language } from './words.ts';
import type { View } from './view.ts';

/** Something that core wants to be sent by itself, not as a reply. */
export interface Delivery {
  /** Names it for good: the same one twice is the same message. */
  readonly id: string;
  readonly address: Address;
  readonly view: View;
  /** In which the view speaks. */
  readonly language: Language;
  /** Since when it may stand there already, sent by a process that died; null: it was never sent. Epoch milliseconds. */
  readonly perhapsSince: number | null;
  /** `leave`: it is too late to send it; what is asked is only whether it stands there. */
  readonly ifAbsent: 'send' | 'leave';
  /** How often it could not be sent so far. */
  readonly failures: number;
  /** It is not begun later than that: then somebody else may. Epoch milliseconds. */
  readonly until: number;
}

export type Address =
  | {
      readonly kind: 'channel';
      readonly platform: string;
      /** By the platform's names, as in `Place`. */
      readonly community: string;
      readonly channel: string;
    }
  /** To somebody alone. */
  | {
      readonly kind: 'learner';
      readonly platform: string;
      /** Where the bot knows them from; null: the platform needs no such thing. */
      readonly community: string | null;
      readonly learner: LearnerId;
    };

export type DeliveryOutcome =
  /** It stands there, once. `reference`: the platform's name of the message, where it has one. */
  | { readonly kind: 'delivered'; readonly reference: string | null }
  /** It does not stand there, and was not sent. */
  | { readonly kind: 'absent' }
  /** Nothing can be sent there any more: the channel is gone, or the bot may not write. */
  | { readonly kind: 'gone' }
  /** The bot is in that community no more: as when its platform tells of the removal. */
  | { readonly kind: 'removed' }
  /** It may work another time. `sent`: whether it may stand there all the same. */
  | { readonly kind: 'failed'; readonly sent: 'no' | 'perhaps' };
