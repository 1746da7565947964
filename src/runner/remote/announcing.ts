import { setTimeout as pause } from 'node:timers/promises';
import type { Readiness } from '#runner/readiness.ts';
import type { Announcement, Line } from './line.ts';
import type { Outage } from './outage.ts';

export interface AnnouncingOptions {
  readonly name: string;
  readonly line: Line;
  readonly outage: Outage;
  readonly readiness: () => Promise<Readiness>;
  /** Called once, when programs can be run here. */
  readonly onReady: () => void;
  /** Programs that are taken at the same time, as of now. */
  readonly slots: () => number;
  readonly holds: () => readonly string[];
  readonly signal: AbortSignal;
}

const EVERY_MS = 1000;

/** Tells every second what this worker can do, until the signal. Never rejects. */
export async function announceAgain(options: AnnouncingOptions): Promise<void> {
  const { name, line, outage, signal, onReady } = options;
  let ready: Readiness | null = null;
  // A look at the walls takes a second or two; what is held is told meanwhile.
  const look = async () => {
    const was = ready?.kind;
    ready = await options.readiness();
    if (ready.kind === 'ready' && was !== 'ready') onReady();
  };
  let looking = look();
  const tell = async () => {
    try {
      await line.announce(name, announcementOf(ready, options));
      outage.worked();
    } catch (error) {
      outage.failed(error);
    }
  };
  await Promise.race([looking, pause(EVERY_MS, undefined, { ref: false })]);
  while (!signal.aborted) {
    await tell();
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (isClosed(ready)) looking = looking.then(look);
  }
}

// By a function: the compiler does not see that `look` sets it.
const isClosed = (ready: Readiness | null): boolean => ready?.kind === 'closed';

function announcementOf(
  ready: Readiness | null,
  { slots, holds }: Pick<AnnouncingOptions, 'slots' | 'holds'>,
): Announcement {
  const none = { slots: 0, python: null, holds: holds() };
  if (ready === null) return { ...none, reason: '', cure: '' };
  if (ready.kind === 'closed') return { ...none, reason: ready.problem.reason, cure: ready.problem.cure };
  const [major, minor] = ready.sandbox.python.version;
  return { slots: slots(), python: [major, minor], reason: '', cure: '', holds: holds() };
}
