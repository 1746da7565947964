import { classOf } from '../explain/python-error.ts';
import { readErrors } from '../explain/read-errors.ts';
import type { Ran } from '../outcome.ts';

/** What a run must come to. What is null is not looked at. */
export interface Shows {
  /** All of it; blank space at its end does not count. */
  readonly stdout: string | null;
  /** On the program's own clock, to a hundredth. */
  readonly seconds: number | null;
  /** Kinds, exactly these, in any order. */
  readonly findings: readonly string[] | null;
  /** `finished`, `deadlocked`, `timed-out`, or the name of an error that nobody caught. */
  readonly ending: string;
}

/** What of a run decides. */
export interface Shown extends Pick<Ran, 'kind' | 'exitCode' | 'stdout' | 'stderr' | 'clockMs'> {
  readonly findings: readonly { readonly kind: string }[];
}

/** In what a run is not what was wanted; both sides as people read them. */
export interface Difference {
  readonly in: 'ending' | 'findings' | 'stdout' | 'seconds';
  readonly wanted: string;
  readonly came: string;
}

/** Null when the run shows what is wanted; else where it first does not. */
export function differenceIn(shown: Shown, { ending, findings, stdout, seconds }: Shows): Difference | null {
  const kinds = shown.findings.map(({ kind }) => kind);
  const compared: readonly (Difference | null)[] = [
    { in: 'ending', wanted: ending, came: endingOf(shown) },
    findings && { in: 'findings', wanted: kindsIn(findings), came: kindsIn(kinds) },
    stdout === null ? null : { in: 'stdout', wanted: stdout.trimEnd(), came: shown.stdout.trimEnd() },
    seconds === null ? null : { in: 'seconds', wanted: secondsIn(seconds), came: secondsIn(shown.clockMs / 1000) },
  ];
  return compared.find((one) => one !== null && one.wanted !== one.came) ?? null;
}

/** How a run ended, in one word: `finished`, another kind of outcome, or the name of the error that ended it. */
function endingOf({ kind, exitCode, stderr }: Shown): string {
  if (kind !== 'finished' || exitCode === 0) return kind;
  return errorIn(stderr) ?? `exit code ${exitCode}`;
}

/** The name of the error that nobody caught, without its module; null when there is none. */
export function errorIn(stderr: string): string | null {
  const uncaught = readErrors(stderr).findLast(({ origin }) => origin === 'program');
  return uncaught === undefined ? null : classOf(uncaught.error);
}

const kindsIn = (kinds: readonly string[]): string => [...new Set(kinds)].toSorted().join(', ');

/** To a hundredth, without zeros at the end. */
export function secondsIn(seconds: number): string {
  return String(Math.round(seconds * 100) / 100);
}
