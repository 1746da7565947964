/** What process 1 of a sandbox says, one JSON object a line. The words are in `python/supervisor.py`. */
export type SupervisorMessage =
  | { readonly kind: 'started' }
  | EndReport
  /** No byte of the program was run. */
  | { readonly kind: 'failed'; readonly reason: string };

/** How the program ended, and what it used. */
export interface EndReport {
  readonly kind: 'ended';
  /** As wait(2) gives it. */
  readonly status: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
  readonly clockMs: number;
  /** An uncaught MemoryError ended it. */
  readonly memoryError: boolean;
  /** Its processes held more than their limit together, and were killed for it. */
  readonly overMemory: boolean;
}

/** Throws for anything that the supervisor does not say. */
export function parseSupervisorMessage(line: string): SupervisorMessage {
  const raw: unknown = JSON.parse(line);
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) throw notAMessage(line);
  if (raw.kind === 'started') return { kind: 'started' };
  if (raw.kind === 'failed' && 'reason' in raw) return { kind: 'failed', reason: String(raw.reason) };
  if (raw.kind !== 'ended') throw notAMessage(line);
  const fields = new Map<string, unknown>(Object.entries(raw));
  const read = (name: string): number => {
    const value = fields.get(name);
    if (typeof value !== 'number') throw notAMessage(line);
    return value;
  };
  return {
    kind: 'ended',
    status: read('status'),
    cpuMs: read('cpuMs'),
    peakBytes: read('peakBytes'),
    clockMs: read('clockMs'),
    memoryError: fields.get('memoryError') === true,
    overMemory: fields.get('overMemory') === true,
  };
}

function notAMessage(line: string): Error {
  return new Error(`expected a message of the sandbox's supervisor, got ${JSON.stringify(line.slice(0, 200))}`);
}
