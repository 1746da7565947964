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
  /** It had used up its CPU time. */
  readonly overCpu: boolean;
}

/** Null for anything that the supervisor does not say. */
export function parseSupervisorMessage(line: string): SupervisorMessage | null {
  const fields = fieldsOf(line);
  switch (fields.get('kind')) {
    case 'started':
      return { kind: 'started' };
    case 'failed':
      return { kind: 'failed', reason: String(fields.get('reason')) };
    case 'ended':
      return parseEnd(fields);
    default:
      return null;
  }
}

type Fields = ReadonlyMap<string, unknown>;

function fieldsOf(line: string): Fields {
  try {
    const raw: unknown = JSON.parse(line);
    return new Map<string, unknown>(typeof raw === 'object' && raw !== null ? Object.entries(raw) : []);
  } catch (error) {
    if (error instanceof SyntaxError) return new Map();
    throw error;
  }
}

function parseEnd(fields: Fields): EndReport | null {
  const numbers = ['status', 'cpuMs', 'peakBytes', 'clockMs'].map((name) => fields.get(name));
  const [status, cpuMs, peakBytes, clockMs] = numbers.filter((value) => typeof value === 'number');
  if (status === undefined || cpuMs === undefined || peakBytes === undefined || clockMs === undefined) return null;
  const is = (name: string) => fields.get(name) === true;
  const flags = { memoryError: is('memoryError'), overMemory: is('overMemory'), overCpu: is('overCpu') };
  return { kind: 'ended', status, cpuMs, peakBytes, clockMs, ...flags };
}
