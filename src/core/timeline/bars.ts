import type { Say } from '../words.ts';
import type { Bar, Look } from './model.ts';
import type { BlockedBand, Wait, WaitKind } from './timeline.ts';

/** A part of a lane before it is known how it is called. */
interface Part {
  readonly look: Look;
  readonly from: number;
  readonly to: number;
  readonly line: number | null;
  readonly what: string | null;
  /** How many waits it stands for. */
  readonly count: number;
}

/** A lane's waits and the times in which it blocked the loop, as bars; what is too short to be seen alone is put together. */
export function bars(lived: Lived, length: number, say: Say): readonly Bar[] {
  const blocks = blockParts(lived);
  const waits = lived.waits.map(waitPart).flatMap((wait) => besides(wait, blocks));
  const known = [...waits, ...blocks].toSorted(earlierFirst);
  const all = [...known, ...runs(known, lived, length)].toSorted(earlierFirst);
  return together(all, length).map((part) => ({
    look: part.look,
    from: part.from,
    to: part.to,
    texts: texts(part, say),
  }));
}

/** What a task or thread did; outside of waits and blocks it ran from `start` to `end`. */
export interface Lived {
  readonly start: number;
  readonly end: number;
  readonly waits: readonly Wait[];
  readonly blocked: readonly BlockedBand[];
}

/** What a wait of that kind looks like. */
export const lookOf = {
  sleep: 'sleep',
  lock: 'turn',
  semaphore: 'turn',
  event: 'signal',
  condition: 'signal',
  barrier: 'signal',
  future: 'signal',
  queue: 'queue',
  task: 'tasks',
  tasks: 'tasks',
  thread: 'outside',
  io: 'outside',
  subprocess: 'outside',
  child: 'outside',
  select: 'outside',
  ready: 'ready',
} as const satisfies Record<WaitKind, Look>;

const waitPart = ({ kind, line, start, end, label }: Wait): Part => ({
  look: lookOf[kind],
  from: start,
  to: end,
  line,
  what: label,
  count: 1,
});

const earlierFirst = (one: Part, other: Part): number => one.from - other.from;

/** The times in which it blocked the loop, inside its life and none over another. */
function blockParts({ start, end, blocked }: Lived): readonly Part[] {
  let free = start;
  return blocked
    .toSorted((one, other) => one.start - other.start)
    .map((band): Part => {
      const from = Math.min(end, Math.max(free, band.start));
      free = Math.max(from, Math.min(end, band.end));
      return { look: 'block', from, to: free, line: band.line, what: band.call, count: 1 };
    })
    .filter(({ from, to }) => to > from);
}

/** What of a wait is left beside the blocks: nobody waits and blocks at once. */
function besides(wait: Part, blocks: readonly Part[]): readonly Part[] {
  const ends = [wait.from, ...blocks.map(({ to }) => to)];
  const starts = [...blocks.map(({ from }) => from), wait.to];
  return ends
    .map((end, at) => ({ ...wait, from: Math.max(wait.from, end), to: Math.min(wait.to, starts[at] ?? wait.to) }))
    .filter(({ from, to }) => to > from);
}

/** Gaps between the parts; on the virtual clock there are none that can be seen. */
function runs(known: readonly Part[], { start, end }: Lived, length: number): readonly Part[] {
  let at = start;
  const gaps: Part[] = [];
  for (const part of [...known, { from: end, to: end }]) {
    if (part.from - at > length / leastShown) {
      gaps.push({ look: 'run', from: at, to: part.from, line: null, what: null, count: 1 });
    }
    at = Math.max(at, part.to);
  }
  return gaps;
}

/** A part of less than one in so many of the whole is too short to be seen alone. */
const leastShown = 150;
/** Parts with the same line are put together when they are shorter than one in so many. */
const leastAlone = 16;

/** Neighbours that are alike and short, or shorter than can be seen, become one. */
function together(parts: readonly Part[], length: number): readonly Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last !== undefined && belongTogether(last, part, length)) result[result.length - 1] = both(last, part);
    else result.push(part);
  }
  return result;
}

function belongTogether(last: Part, part: Part, length: number): boolean {
  const each = (last.to - last.from) / last.count;
  const longest = Math.max(each, part.to - part.from);
  if (part.from - last.to > length / leastShown) return false;
  const alike = last.look === part.look && last.line === part.line && part.look !== 'block';
  return longest < length / (alike ? leastAlone : leastShown);
}

/** Looks like the longer one. */
function both(last: Part, part: Part): Part {
  const longer = part.to - part.from > last.to - last.from ? part : last;
  const sameLine = last.line === part.line;
  return {
    look: longer.look,
    from: last.from,
    to: Math.max(last.to, part.to),
    line: sameLine ? last.line : null,
    what: sameLine && last.what === part.what ? last.what : null,
    count: last.count + part.count,
  };
}

function texts({ line, what, count, look }: Part, say: Say): readonly string[] {
  const place = line === null ? '' : say('timeline.line', { line });
  const whole = line === null || what === null ? (what ?? place) : say('timeline.line-does', { line, what });
  const often = (text: string): string =>
    text === '' || count === 1 ? text : say('timeline.times', { what: text, count });
  if (look === 'run' || (line === null && what === null)) return count > 1 ? [say('timeline.waits', { count })] : [];
  return [...new Set([often(whole), often(what ?? ''), place, what ?? ''])]
    .filter((text) => text !== '')
    .toSorted(longestFirst);
}

const longestFirst = (one: string, other: string): number => other.length - one.length;
