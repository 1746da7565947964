import type { Tenant } from '../arrivals.ts';
import type { Limits } from '../limits.ts';
import { createFrameReader, frameOf, type Frame } from './frames.ts';
import { parseReport, type Report } from './report.ts';
import { openSide, type Side, type SideEnd, type SideStart } from './side.ts';

/** What is graded, and by which tests. */
export interface Case {
  readonly code: string;
  readonly tests: string;
  readonly limits: Limits;
}

/** How it went: the judge's report and, for `gone`, how the learner's process ended; or that there is no report. */
export type Hearing =
  | { readonly kind: 'reported'; readonly report: Report; readonly lastEnd: SideEnd }
  /** The sandboxes went with the process that made them: it may go well another time. */
  | { readonly kind: 'lost'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

/** Takes a finished sandbox; an error when there is none. */
export type TakeTenant = (signal: AbortSignal) => Promise<Tenant | Error>;

/** The judge's own time; its tests run many programs of the learner's, and it gives up itself before that. */
const JUDGE_WALL_MS = 60_000;
/** What one behaviour may take is a limit on its work (`python/graded/agent.py`); this one is for code that does nothing. */
const LEARNER_WALLS = 1;

/**
 * Starts the judge in one sandbox, and in another, for each of its tests, the learner's code; passes on what the two say
 * to each other, and tells the judge's report. Nothing but the judge's own process can write that.
 */
export async function holdCourt(given: Case, take: TakeTenant, signal: AbortSignal): Promise<Hearing> {
  const stopping = new AbortController();
  const both = AbortSignal.any([signal, stopping.signal]);
  const bench = await take(both);
  if (bench instanceof Error) return signal.aborted ? { kind: 'cancelled' } : { kind: 'lost', reason: bench.message };
  const verdict = Promise.withResolvers<Hearing>();
  const limits = { ...given.limits, wallMs: JUDGE_WALL_MS };
  const learnerLimits = { ...given.limits, wallMs: given.limits.wallMs * LEARNER_WALLS };
  const judge = openSide(bench, { role: 'judge', code: given.tests, limits }, createFrameReader(onFrame));
  const stand = createStand({ role: 'graded', code: given.code, limits: learnerLimits }, take, {
    signal: both,
    onBytes: (bytes) => judge.send(frameOf('L', bytes)),
    onEnd: (end) => judge.send(frameOf('G', Buffer.from(end))),
    onLost: (reason) => verdict.resolve({ kind: 'lost', reason }),
  });
  const onAbort = () => verdict.resolve({ kind: 'cancelled' });
  signal.addEventListener('abort', onAbort);
  judge.ended.then(
    (end) => verdict.resolve({ kind: end === 'lost' ? 'lost' : 'failed', reason: judgeFailed(end, judge) }),
    verdict.reject,
  );
  try {
    return await verdict.promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    stopping.abort();
    stand.clear();
    judge.kill();
  }

  function onFrame({ letter, payload }: Frame): void {
    if (letter === 'N') stand.call();
    else if (letter === 'A') stand.giveTime();
    else if (letter === 'L') stand.tell(payload);
    else verdict.resolve({ kind: 'reported', report: parseReport(payload.toString('utf8')), lastEnd: stand.lastEnd() });
  }
}

function judgeFailed(end: SideEnd, { errors }: Side): string {
  const last = errors.text().trimEnd().split('\n').at(-1) ?? '';
  return `the process that grades has ended (${end}) ${last}`.trim();
}

interface StandOptions {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: Buffer) => void;
  readonly onEnd: (end: SideEnd) => void;
  readonly onLost: (reason: string) => void;
}

/** Where the learner's processes stand, one after the other. */
function createStand(start: SideStart, take: TakeTenant, { signal, onBytes, onEnd, onLost }: StandOptions) {
  let current: Promise<Side | null> = Promise.resolve(null);
  let number = 0;
  let lastEnd: SideEnd = 'ended';
  const clear = () => {
    number += 1;
    current.then((side) => side?.kill(), onLost);
  };
  const begin = async (own: number): Promise<Side | null> => {
    const tenant = await take(signal);
    if (tenant instanceof Error) {
      onLost(tenant.message);
      return null;
    }
    const side = openSide(tenant, start, (bytes) => own === number && onBytes(bytes));
    if (own !== number) side.kill();
    side.ended.then((end) => own === number && leave(end), onLost);
    return side;
  };
  const leave = (end: SideEnd) => {
    lastEnd = end;
    if (end === 'lost') onLost('a sandbox was lost');
    else onEnd(end);
  };
  return {
    clear,
    call() {
      clear();
      current = begin(number);
    },
    giveTime() {
      current.then((side) => side?.giveTime(), onLost);
    },
    tell(bytes: Buffer) {
      current.then((side) => side?.send(bytes), onLost);
    },
    lastEnd: () => lastEnd,
  };
}
