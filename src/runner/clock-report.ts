import type { Guess, RunFinding } from '#core/outcome.ts';
import { findingKinds } from '#core/timeline/timeline.ts';
import { isNestedDeeperThan } from './json-nesting.ts';

/**
 * What a program's process says at its very end about its time and its tasks. It comes from the learner's own process,
 * which may say what it likes: nothing is decided by it alone.
 */
export interface ClockReport {
  /** How it is about to exit; null when it will be ended by a signal. */
  readonly exit: ExitReport | null;
  readonly outcome: 'finished' | 'deadlocked' | 'timed-out';
  readonly clock: 'virtual' | 'real';
  readonly clockMs: number;
  readonly realMs: number;
  readonly approximate: readonly Guess[];
  readonly findings: readonly RunFinding[];
  /** JSON of any shape; null when there is none. */
  readonly timeline: unknown;
  /** The same of the report of a deadlock. */
  readonly deadlock: unknown;
}

/** What a process that ends by itself knows of its end. */
export interface ExitReport {
  /** 0 to 255. */
  readonly status: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly memoryError: boolean;
}

/** The longest report that is read, bytes. */
export const MOST_REPORT_BYTES = 2_000_000;
/** The exit status by which the program's process says that the clock ended it. `python/seam.py` has it too. */
export const ENDED_BY_CLOCK = 97;
/** The end of the program's own time, milliseconds: one day. */
export const VIRTUAL_DAY_MS = 86_400_000;

const MOST_FINDINGS = 100;
const MOST_MESSAGE_LETTERS = 2000;
const MOST_NAME_LETTERS = 100;
const DEEPEST = 16;
const OUTCOMES: readonly ClockReport['outcome'][] = ['finished', 'deadlocked', 'timed-out'];
const CLOCKS: readonly ClockReport['clock'][] = ['virtual', 'real'];
const GUESSES: readonly Guess[] = ['cpu', 'unknown_wait'];
const KINDS: ReadonlySet<string> = new Set(findingKinds);

/** Null for anything but a whole report with values that can be. */
export function parseClockReport(text: string): ClockReport | null {
  if (text === '' || isNestedDeeperThan(text, DEEPEST)) return null;
  const report = fieldsOf(jsonIn(text));
  const exit = exitIn(report.get('exit'));
  const outcome = OUTCOMES.find((one) => one === report.get('outcome'));
  const clock = CLOCKS.find((one) => one === report.get('clock'));
  const clockMs = durationIn(report.get('clockMs'));
  const realMs = durationIn(report.get('realMs'));
  const findings = findingsIn(report.get('findings'));
  if (exit === undefined || outcome === undefined || clock === undefined || findings === null) return null;
  if (clockMs === null || realMs === null || realMs > clockMs) return null;
  return {
    exit,
    outcome,
    clock,
    clockMs,
    realMs,
    approximate: guessesIn(report.get('approximate')),
    findings,
    timeline: report.get('timeline') ?? null,
    deadlock: report.get('deadlock') ?? null,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

/** Undefined for what is none. */
function exitIn(value: unknown): ExitReport | null | undefined {
  if (value === null) return null;
  const exit = fieldsOf(value);
  const numbers = ['status', 'cpuMs', 'peakBytes'].map((name) => exit.get(name)).filter(isAmount);
  const [status, cpuMs, peakBytes] = numbers;
  const memoryError = exit.get('memoryError');
  if (status === undefined || cpuMs === undefined || peakBytes === undefined) return undefined;
  if (!Number.isInteger(status) || status > 255 || typeof memoryError !== 'boolean') return undefined;
  return { status, cpuMs, peakBytes, memoryError };
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value);
}

/** Those that we know, each once. */
function guessesIn(value: unknown): readonly Guess[] {
  return Array.isArray(value) ? GUESSES.filter((guess) => value.includes(guess)) : [];
}

function findingsIn(value: unknown): readonly RunFinding[] | null {
  if (!Array.isArray(value)) return null;
  const found = value.slice(0, MOST_FINDINGS).map(findingIn);
  return found.every((one) => one !== null) ? found : null;
}

function findingIn(value: unknown): RunFinding | null {
  const finding = fieldsOf(value);
  const kind = finding.get('kind');
  const message = finding.get('message');
  if (typeof kind !== 'string' || !KINDS.has(kind) || typeof message !== 'string') return null;
  const task = finding.get('task');
  return {
    kind,
    line: lineIn(finding.get('line')),
    task: typeof task === 'string' ? plain(task, MOST_NAME_LETTERS) : null,
    ms: durationIn(finding.get('ms')),
    message: plain(message, MOST_MESSAGE_LETTERS),
  };
}

function lineIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function durationIn(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 2 * VIRTUAL_DAY_MS ? value : null;
}

/** Without what could move a cursor, turn the direction of writing, or break a line. */
function plain(text: string, most: number): string {
  return text
    .slice(0, most)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
}
