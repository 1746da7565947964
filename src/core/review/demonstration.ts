import type { Explanation } from '../explain/recogniser.ts';
import { named } from '../explain/named.ts';
import { duration } from '../timeline/duration.ts';
import type { Say } from '../words.ts';

/** What running a program showed of what a rule found; lines from 1, in the block. */
export type Demonstration = { readonly rule: string } & Shown;

export type Shown =
  | { readonly kind: 'blocked'; readonly line: number; readonly ms: number; readonly waiting: string }
  | { readonly kind: 'never-ran'; readonly name: string }
  | { readonly kind: 'unseen'; readonly name: string; readonly error: string; readonly line: number }
  | { readonly kind: 'stuck'; readonly explanation: Explanation }
  /** Both were run: as it is, and with its waits side by side. */
  | { readonly kind: 'overlapped'; readonly apartMs: number; readonly togetherMs: number };

/** The proof in a sentence of ours, with marks for spans. */
export function shownSentence(proof: Shown, say: Say): string {
  switch (proof.kind) {
    case 'blocked': {
      const told = say('review.proof-blocked', { line: proof.line, time: duration(proof.ms * 1000) });
      return proof.waiting === '' ? told : `${told} ${say('explain.kept-waiting', { names: named(proof.waiting) })}`;
    }
    case 'never-ran':
      return say('review.proof-never-ran', { call: named(proof.name) });
    case 'unseen':
      return say('review.proof-unseen', { task: named(proof.name), error: named(proof.error), line: proof.line });
    case 'stuck':
      return say('review.proof-stuck', { why: proof.explanation.tell(say) });
    case 'overlapped': {
      const { apartMs, togetherMs } = proof;
      const [apart, together] = [duration(apartMs * 1000), duration(togetherMs * 1000)];
      return say('review.proof-overlapped', { apart, together });
    }
  }
}
