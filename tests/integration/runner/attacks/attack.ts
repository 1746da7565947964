import type { Outcome } from '#core/outcome.ts';

/** What must be seen of a program once it has ended. Where nothing is said: finished, 0, and nothing on stderr. */
export interface Ending {
  readonly kind: Outcome['kind'];
  readonly exitCode: number | 'any';
  readonly signal: string;
  /** Without the last line break; a pattern where it depends on the machine. */
  readonly stdout: string | RegExp;
  readonly stderr: string | RegExp;
}

/** A program that learners or attackers write, and how its run must end. */
export interface Attack extends Partial<Ending> {
  /** Ends the sentence "a program that …". */
  readonly name: string;
  readonly code: string;
  readonly stdin?: string;
  /** The time it is given, milliseconds, where nothing but its time-out is awaited. */
  readonly wallMs?: number;
  /** What it leaves behind, or waits for, takes at least half a minute, and its run must not wait for that. */
  readonly endsSoon?: true;
  /** Programs that are run before it, one after another. */
  readonly after?: readonly string[];
  /** Where it ends otherwise on the real clock, since nothing says then that a wait is without hope. */
  readonly onRealClock?: Partial<Ending>;
  /** Where sandboxes of the pool look otherwise from the inside. */
  readonly inPool?: Partial<Ending>;
}

/** Python, letter by letter, without the first line break. */
export function py(text: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw(text, ...values).replace(/^\n/u, '');
}
