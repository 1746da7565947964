import type { Frame, PythonError } from './python-error.ts';

/** An error on standard error, and what it is printed for. */
export interface PrintedError {
  readonly error: PythonError;
  /**
   * `program`: nobody caught it, or the program printed it itself; `thread`: it ended a thread; `task`: asyncio found it
   * in a task that nobody awaited; `aside`: something else logged it.
   */
  readonly origin: 'program' | 'thread' | 'task' | 'aside';
}

/** The errors that stand in a text as Python prints them, in order; those of a chain are one, which ends with the last. */
export function readErrors(text: string): readonly PrintedError[] {
  const lines = text.split('\n');
  const found: PrintedError[] = [];
  let at = 0;
  while (at < lines.length) {
    const { error, next } = readAt(lines, at);
    if (error !== null) {
      const earlier = isChained(lines, at) ? found.pop() : undefined;
      const origin = earlier?.origin ?? originOf(lines, at);
      found.push({ error: { ...error, after: earlier?.error ?? null }, origin });
    }
    at = next;
  }
  return found;
}

/** The coroutines that Python warns of, because nobody awaited them; each once. */
export function readUnawaited(text: string): readonly string[] {
  const warned = text.matchAll(/^[^\n:]+:\d+: RuntimeWarning: coroutine '([^'\n]+)' was never awaited$/gmu);
  return [...new Set([...warned].flatMap(([, name]) => name ?? []))];
}

interface Read {
  /** Null where none stands. */
  readonly error: PythonError | null;
  /** The line to go on with: behind all that has been looked at, so that no line is looked at again and again. */
  readonly next: number;
}

const header = 'Traceback (most recent call last):';
const groupHeader = '  + Exception Group Traceback (most recent call last):';
const place = /^ {2}File "([^"]+)", line (\d{1,7})/u;

function readAt(lines: readonly string[], at: number): Read {
  const line = lines[at] ?? '';
  if (line === header) return readPlain(lines, at + 1);
  if (line === groupHeader) return readGroup(lines, at);
  if (!place.test(line)) return { error: null, next: at + 1 };
  // What is no Python at all has no traceback, only its place.
  const { error, next } = readPlain(lines, at);
  return { error: error !== null && /^(?:Syntax|Indentation|Tab)Error$/u.test(error.type) ? error : null, next };
}

/** Indented lines, and the error below them. */
function readPlain(lines: readonly string[], from: number): Read {
  let end = from;
  while (lines[end]?.startsWith(' ') === true) end += 1;
  const named = /^([\p{L}_][\p{L}\p{N}_.]*(?:\.<locals>\.[\p{L}\p{N}_.]+)*)(?:: (.*))?$/u.exec(lines[end] ?? '');
  if (named === null || end === from) return { error: null, next: end };
  const [, type = '', message = ''] = named;
  const frames = framesIn(lines.slice(from, end));
  return { error: { type, message, frames, after: null, leaves: [] }, next: end + 1 };
}

function framesIn(lines: readonly string[]): readonly Frame[] {
  return lines.flatMap((line, at) => {
    const [, file, number] = place.exec(line) ?? [];
    if (file === undefined) return [];
    const below = lines[at + 1] ?? '';
    const source = below.startsWith('    ') ? below.trim() : '';
    return [{ file, line: Number(number), source }];
  });
}

/** A group's own error stands behind one margin, those in it behind deeper ones. */
function readGroup(lines: readonly string[], at: number): Read {
  let end = at + 1;
  while (/^ {2,}[|+]/u.test(lines[end] ?? '')) end += 1;
  const inside = lines.slice(at + 1, end);
  const own = inside.flatMap((line) => (line.startsWith('  | ') ? [line.slice(4)] : []));
  const { error } = readPlain(own, 0);
  return { error: error && { ...error, leaves: leavesIn(inside) }, next: end };
}

/** Each numbered part that is no group itself. */
function leavesIn(lines: readonly string[]): readonly PythonError[] {
  const parts = lines.flatMap((line, at) => (/^ +\+[-+]+ \d+ -+$/u.test(line) ? [partFrom(lines, at + 1)] : []));
  return parts.flatMap((part) => {
    const error = readErrors(part.join('\n')).at(-1)?.error ?? bare(part[0] ?? '');
    return error === null || error.type.endsWith('Group') || part.includes(groupHeader.slice(4)) ? [] : [error];
  });
}

function partFrom(lines: readonly string[], from: number): readonly string[] {
  const [margin] = /^ +\| ?/u.exec(lines[from] ?? '') ?? [];
  if (margin === undefined) return [];
  let end = from;
  while (lines[end]?.startsWith(margin.trimEnd()) === true) end += 1;
  return lines.slice(from, end).map((line) => line.slice(margin.length));
}

/** An error that was never raised has no traceback. */
function bare(line: string): PythonError | null {
  const [whole, type = '', message = ''] = /^([\p{L}_][\p{L}\p{N}_.]*)(?:: (.*))?$/u.exec(line) ?? [];
  return whole === undefined ? null : { type, message, frames: [], after: null, leaves: [] };
}

/** Python says between two errors of a chain how they belong together, with a blank line on both sides. */
function isChained(lines: readonly string[], at: number): boolean {
  const between = lines[at - 2];
  return (
    between === 'During handling of the above exception, another exception occurred:' ||
    between === 'The above exception was the direct cause of the following exception:'
  );
}

function originOf(lines: readonly string[], at: number): PrintedError['origin'] {
  const before = lines[at - 1] ?? '';
  if (before.startsWith('Exception in thread ')) return 'thread';
  if (/^future: <\w*(?:Task|Future) finished /u.test(before)) return 'task';
  const isAside =
    /^(?:Exception ignored |Exception in |Error in |--- Logging error|handle: |task: |future: |transport: )/u;
  return isAside.test(before) ? 'aside' : 'program';
}
