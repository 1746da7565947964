import type { Ran, RunFinding } from '../outcome.ts';
import { virtualDayMs } from '../outcome.ts';
import { readTimeline } from '../timeline/read-timeline.ts';
import type { FindingKind, Timeline } from '../timeline/timeline.ts';
import { findingKinds } from '../timeline/timeline.ts';
import type { PythonError } from './python-error.ts';
import { ownFrame } from './python-error.ts';
import { readErrors, readUnawaited } from './read-errors.ts';

/** What a run (or a text that somebody pasted) lets one conclude. Recognisers look at nothing else. */
export interface Evidence {
  /** What nobody caught: what ended the program first, and, when that is a group, what is in it; then what ended threads. */
  readonly errors: readonly PythonError[];
  readonly findings: readonly Finding[];
  readonly ending: Ending;
  /** Null where nothing was traced. */
  readonly timeline: Timeline | null;
}

export type Ending =
  | { readonly kind: 'ended' }
  | { readonly kind: 'deadlocked' }
  /** `day`: it slept past the end of its virtual day; else it was stopped, and had computed or waited most of its time. */
  | { readonly kind: 'timed-out'; readonly having: 'computed' | 'waited' | 'done both' | 'slept a day' }
  | { readonly kind: 'other' };

export interface Finding extends Omit<RunFinding, 'kind'> {
  readonly kind: FindingKind;
  /** Whether its line stands outside of every function. */
  readonly isOutside: boolean;
}

/** The facts of a run of `code`. What the program printed itself is no evidence, even where it looks like an error. */
export function evidenceOf(outcome: Ran, code: string): Evidence {
  const lines = code.split('\n');
  const printed = readErrors(outcome.stderr).filter(({ error }) => isOf(lines, error));
  const [ended] = outcome.kind === 'finished' && outcome.exitCode === 1 ? printed.filter(isUncaught).slice(-1) : [];
  const unseen = printed.filter(({ origin }) => origin === 'thread' || origin === 'task');
  return {
    errors: [ended, ...unseen].flatMap((one) => (one === undefined ? [] : [one.error, ...one.error.leaves])),
    findings: findingsOf(outcome, lines),
    ending: endingOf(outcome),
    timeline: readTimeline(outcome),
  };
}

const isUncaught = ({ origin }: { readonly origin: string }): boolean => origin === 'program';

/** Whether the place that an error shows is what stands at that line of the program. */
function isOf(lines: readonly string[], error: PythonError): boolean {
  const frame = ownFrame(error);
  if (frame === null) return false;
  return frame.source === '' || lines[frame.line - 1]?.trim() === frame.source;
}

/** Where nothing was traced, what Python says of coroutines is all there is. */
function findingsOf(outcome: Ran, lines: readonly string[]): readonly Finding[] {
  if (outcome.timeline !== undefined) return outcome.findings.flatMap((finding) => findingOf(finding, lines));
  return readUnawaited(outcome.stderr).map((name) => ({
    kind: 'never_awaited',
    line: null,
    task: null,
    ms: null,
    message: `${name}() was never awaited`,
    isOutside: false,
  }));
}

function findingOf(finding: RunFinding, lines: readonly string[]): readonly Finding[] {
  const kind = findingKinds.find((known) => known === finding.kind);
  const isOutside = finding.line !== null && /^\S/u.test(lines[finding.line - 1] ?? '');
  return kind === undefined ? [] : [{ ...finding, kind, isOutside }];
}

function endingOf(outcome: Ran): Ending {
  switch (outcome.kind) {
    case 'finished':
      return { kind: 'ended' };
    case 'deadlocked':
      return { kind: 'deadlocked' };
    case 'timed-out':
      return { kind: 'timed-out', having: spent(outcome) };
    case 'out-of-memory':
    case 'too-much-output':
    case 'crashed':
      return { kind: 'other' };
  }
}

function spent({ limitMs, cpuMs }: Extract<Ran, { readonly kind: 'timed-out' }>) {
  if (limitMs >= virtualDayMs) return 'slept a day';
  // On a busy machine one that computes gets a part of a processor only, and one that waits still needs next to nothing.
  if (cpuMs > limitMs * 0.5) return 'computed';
  return cpuMs > 0 && cpuMs < limitMs * 0.05 ? 'waited' : 'done both';
}
