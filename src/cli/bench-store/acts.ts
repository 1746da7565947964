import type { Class } from '#core/ports/class-store.ts';
import type { LocalDay } from '#core/ports/day-store.ts';
import type { Lapses } from '#core/ports/evidence-store.ts';
import type { Vote } from '#core/ports/prompt-store.ts';
import type { Reminder } from '#core/ports/reminder-store.ts';
import type { Answer, Attempt, Move } from '#core/ports/store.ts';

/** Something that a learner did, as the store is told of it. `at`: when, in epoch milliseconds. */
export type Act = { readonly at: number } & (
  | { readonly kind: 'is seen'; readonly where: Class }
  | { readonly kind: 'competes'; readonly where: Class; readonly as: string }
  | { readonly kind: 'chooses a zone'; readonly zone: string }
  | { readonly kind: 'wants reminders'; readonly reminder: Reminder }
  | { readonly kind: 'moves'; readonly move: Move }
  | { readonly kind: 'answers'; readonly answer: Answer }
  | { readonly kind: 'tries'; readonly attempt: Attempt }
  | { readonly kind: 'lapses'; readonly lapses: Lapses }
  | { readonly kind: 'votes'; readonly vote: Vote & { readonly day: LocalDay } }
  /** The prompt was closed, which makes their vote an answer. */
  | { readonly kind: 'is counted'; readonly answer: Answer }
);
