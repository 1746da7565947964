import type { EndReport } from './supervisor-message.ts';

/** What the zygote says, one JSON object a line. The words are in `python/zygote.py`. */
export type ZygoteMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  | { readonly kind: 'ended'; readonly id: number; readonly report: Omit<EndReport, 'clockMs'> };

/** Throws for anything that the zygote does not say. */
export function parseZygoteMessage(line: string): ZygoteMessage {
  const raw: unknown = JSON.parse(line);
  if (typeof raw !== 'object' || raw === null) throw notAMessage(line);
  const fields = new Map<string, unknown>(Object.entries(raw));
  const number = (name: string): number => {
    const value = fields.get(name);
    if (typeof value !== 'number') throw notAMessage(line);
    return value;
  };
  const is = (name: string): boolean => fields.get(name) === true;
  const reason = String(fields.get('reason'));
  switch (fields.get('kind')) {
    case 'ready':
      return { kind: 'ready' };
    case 'unable':
      return { kind: 'unable', reason };
    case 'failed':
      return { kind: 'failed', id: number('id'), reason };
    case 'ended': {
      const used = { status: number('status'), cpuMs: number('cpuMs'), peakBytes: number('peakBytes') };
      const causes = { memoryError: is('memoryError'), overMemory: is('overMemory'), overCpu: is('overCpu') };
      return { kind: 'ended', id: number('id'), report: { kind: 'ended', ...used, ...causes } };
    }
    default:
      throw notAMessage(line);
  }
}

function notAMessage(line: string): Error {
  return new Error(`expected a message of the zygote, got ${JSON.stringify(line.slice(0, 200))}`);
}
