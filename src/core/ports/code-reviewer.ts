/** Reads what a learner wrote and finds mistakes with async in it, without running anything. */
export interface CodeReviewer {
  /**
   * Called with a message as it was received: prose, fences and all. Answers within a quarter of a second, whatever it
   * is given, and never throws because of it.
   */
  review(message: string): Promise<Review>;
}

export interface Review {
  readonly language: 'python' | 'none';
  readonly syntaxError: SyntaxFault | null;
  /** By line. */
  readonly findings: readonly Finding[];
  /** What could show by running what was found; null where nothing in the message runs by itself. */
  readonly program: LoneProgram | null;
  /** What is certainly done well, the best first; empty beside findings. */
  readonly praises: readonly Praise[];
}

/** A program that needs nothing but itself and the standard library, and reaches for nothing outside. */
export interface LoneProgram {
  /** Its lines count as those of its block do (`blockLine`). */
  readonly code: string;
  /** The block it is, from 0. */
  readonly block: number;
  /** The line of the message that is its line 1. */
  readonly firstLine: number;
  readonly overlapped: readonly Overlapped[];
}

/** The same program with the waits that a rule found one after the other put side by side, and nothing else changed. */
export interface Overlapped {
  readonly rule: string;
  readonly code: string;
}

export interface Praise {
  readonly kind: PraiseKind;
  /** From 1, in its block. */
  readonly blockLine: number;
  /** From 0. */
  readonly block: number;
}

export type PraiseKind = 'task-group' | 'timeout' | 'semaphore' | 'thread' | 'clean-up';

/** Why the code does not parse. */
export interface SyntaxFault {
  /** From 1, in the message as it was received. */
  readonly line: number;
  readonly fault: SyntaxFaultKind;
}

export type SyntaxFaultKind =
  | 'other-language'
  | 'python-2'
  | 'lost-indentation'
  | 'uneven-indentation'
  | 'never-closed'
  | 'full-width'
  | 'cut-off'
  | 'unreadable';

/** A mistake and where it is. */
export interface Finding {
  /** A name of the catalogue; content/review holds a page for each. */
  readonly rule: string;
  /** From 1, in the message as it was received. */
  readonly line: number;
  readonly endLine: number;
  /** The block of code it is in, from 0, and the line in it, from 1. */
  readonly block: number;
  readonly blockLine: number;
  /** The piece of code it is about, as the learner wrote it; short. */
  readonly about: string;
  /** What to write instead, where that is certain; null where it is not. */
  readonly fix: string | null;
}
