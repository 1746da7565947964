import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.ts';
import { complain } from './terminal.ts';

export interface NumberedLine {
  readonly text: string;
  readonly lineNumber: number;
}

/** What a line asks for, or why it asks for nothing. */
export type Asked = (() => Promise<void>) | { readonly fault: string };

/** So many requests are read ahead; more wait on the stream instead of being told that the queue is full. */
const mostInFlight = 100;

/** Answers the requests on standard input, one a line, as many at once as may be. Exit code 1 when a line was no request. */
export async function answerLines(terminal: Terminal, read: (line: NumberedLine) => Asked): Promise<number> {
  // By its events: its iterator answers a tenth of a millisecond later, which is much of a short run.
  const lines = createInterface({ input: terminal.stdin, crlfDelay: Infinity });
  const unread: NumberedLine[] = [];
  const inFlight = new Set<Promise<void>>();
  const over = Promise.withResolvers<void>();
  let faults = 0;
  let lineNumber = 0;
  const ended = new AbortController();
  const start = (line: NumberedLine) => {
    const asked = read(line);
    if ('fault' in asked) {
      faults += 1;
      complain(terminal, asked.fault);
      return;
    }
    const running = asked().finally(() => {
      inFlight.delete(running);
      startWhatFits();
    });
    inFlight.add(running);
    running.catch(over.reject);
  };
  const startWhatFits = () => {
    for (const line of unread.splice(0, mostInFlight - inFlight.size)) start(line);
    if (ended.signal.aborted) return;
    if (unread.length === 0) lines.resume();
    else lines.pause();
  };
  lines.on('line', (text) => {
    lineNumber += 1;
    if (text.trim() !== '') unread.push({ text, lineNumber });
    startWhatFits();
  });
  lines.once('close', over.resolve).once('close', () => ended.abort());
  terminal.stopping.addEventListener('abort', () => lines.close());
  await over.promise;
  while (inFlight.size > 0) await Promise.race(inFlight);
  return faults === 0 ? 0 : 1;
}

/** Undefined when it is none. */
export function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
