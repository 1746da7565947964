import type { Log } from '#core/ports/log.ts';
import type { Problem } from './explain-failed-start.ts';
import type { PythonSearch } from './find-python.ts';
import type { Limits } from './limits.ts';
import { openSandbox } from './open-sandbox.ts';
import type { Sandbox } from './sandbox.ts';
import { testWalls } from './self-test.ts';
import type { Wall } from './walls.ts';

/** Whether programs may be run on this machine. */
export type Readiness =
  | { readonly kind: 'ready'; readonly sandbox: Sandbox; readonly walls: readonly Wall[] }
  | { readonly kind: 'closed'; readonly problem: Problem; readonly walls: readonly Wall[] };

export interface ReadinessOptions {
  readonly search: PythonSearch;
  readonly limits: Limits;
  /** Ends a test that is under way. */
  readonly signal: AbortSignal;
  readonly log?: Log | undefined;
}

/** A machine that lacked something is looked at again when it is asked for later than this: its owner may have mended it. */
const LOOK_AGAIN_MS = 10_000;

/** Answers whether all walls stand; looks when it is first asked, and remembers. */
export function createReadiness(options: ReadinessOptions): () => Promise<Readiness> {
  let last: { readonly result: Promise<Readiness>; readonly at: number } | null = null;
  const lookNow = () => {
    last = { result: look(options), at: performance.now() };
    return last.result;
  };
  return async () => {
    const seen = last;
    if (seen === null) return lookNow();
    const readiness = await seen.result;
    const isStale = readiness.kind === 'closed' && performance.now() - seen.at > LOOK_AGAIN_MS;
    return isStale && last === seen ? lookNow() : (last?.result ?? readiness);
  };
}

async function look({ search, limits, signal, log }: ReadinessOptions): Promise<Readiness> {
  const readiness = await tryWalls(search, limits, signal).catch(unexpected);
  // A test that was stopped tells nothing about the walls.
  if (signal.aborted) return readiness;
  if (readiness.kind === 'closed') log?.warn('runner closed', { ...readiness.problem });
  else log?.info('runner ready', { python: readiness.sandbox.python.path, users: readiness.sandbox.users.kind });
  return readiness;
}

async function tryWalls(search: PythonSearch, limits: Limits, signal: AbortSignal): Promise<Readiness> {
  const opened = await openSandbox(search);
  if (opened.kind === 'closed')
    return closed([{ wall: 'sandbox', ok: false, detail: opened.reason, cure: opened.cure }]);
  const walls = await testWalls(opened.sandbox, limits, signal);
  return walls.every(({ ok }) => ok) ? { kind: 'ready', sandbox: opened.sandbox, walls } : closed(walls);
}

function closed(walls: readonly Wall[]): Readiness {
  const broken = walls.filter(({ ok }) => !ok);
  const [first] = broken;
  const reason = broken.map(({ wall, detail }) =>
    wall === 'sandbox' ? detail : `The wall "${wall}" does not hold: ${detail}.`,
  );
  return { kind: 'closed', problem: { reason: reason.join(' '), cure: first?.cure ?? '' }, walls };
}

function unexpected(error: unknown): Readiness {
  const detail = `The sandbox could not be tried: ${error instanceof Error ? error.message : String(error)}`;
  return closed([{ wall: 'sandbox', ok: false, detail, cure: 'Run `studyloop doctor` and mend what it names.' }]);
}
