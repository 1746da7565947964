import type { FindingPlace } from '../timeline/timeline.ts';
import type { Say } from '../words.ts';
import type { ErrorKind } from './error-kinds.ts';
import type { Evidence } from './evidence.ts';
import type { PythonError } from './python-error.ts';
import { ownFrame } from './python-error.ts';

/** What a run came to, in a sentence, and the next step. */
export interface Explanation {
  readonly kind: ErrorKind;
  /** Marks stand for spans, as in all of our words (`inline`). */
  readonly tell: (say: Say) => string;
  /** Findings that this says, so that nobody else needs to. */
  readonly covers: readonly FindingPlace[];
}

/** Speaks when it is certain; null otherwise. */
export type Recogniser = (evidence: Evidence) => Explanation | null;

/** An error, and where in the learner's program it came up. */
export interface Raised {
  readonly error: PythonError;
  /** From 1. */
  readonly line: number;
  readonly source: string;
}

/**
 * Recognises one error by itself, unless the program raised it in so many words: then it means what the program says. A
 * coroutine that was made in the same line was never awaited because of it.
 */
export function recogniseError(
  kind: ErrorKind,
  see: (raised: Raised, evidence: Evidence) => Explanation['tell'] | null,
): Recogniser {
  return (evidence) => {
    for (const error of evidence.errors) {
      const frame = ownFrame(error);
      const isRaisedByHand = frame !== null && frame === error.frames.at(-1) && /^raise\b/u.test(frame.source);
      if (isRaisedByHand) continue;
      const tell = frame && see({ error, line: frame.line, source: frame.source }, evidence);
      if (frame && tell) return { kind, tell, covers: [{ kind: 'never_awaited', line: frame.line }] };
    }
    return null;
  };
}
