import { createInterface } from 'node:readline';
import type { z } from 'zod';
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
  const desk = openDesk(terminal, read);
  /** A closed interface can be neither paused nor resumed. */
  let isOver = false;
  let lineNumber = 0;
  const startWhatFits = () => {
    for (const line of unread.splice(0, desk.room())) desk.start(line, startWhatFits);
    if (isOver) return;
    if (unread.length === 0) lines.resume();
    else lines.pause();
  };
  lines.on('line', (text) => {
    lineNumber += 1;
    if (text.trim() !== '') unread.push({ text, lineNumber });
    startWhatFits();
  });
  const over = Promise.withResolvers<void>();
  lines.once('close', () => {
    isOver = true;
    over.resolve();
  });
  terminal.stopping.addEventListener('abort', () => lines.close());
  await Promise.race([over.promise, desk.broken]);
  return await desk.finish();
}

/** Where requests are answered. */
function openDesk(terminal: Terminal, read: (line: NumberedLine) => Asked) {
  const inFlight = new Set<Promise<void>>();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => undefined);
  let faults = 0;
  return {
    /** Rejects when an answer could not be given. */
    broken: broken.promise,
    /** How many more may be answered at once. */
    room: () => mostInFlight - inFlight.size,
    start(line: NumberedLine, whenAnswered: () => void) {
      const asked = read(line);
      if ('fault' in asked) {
        faults += 1;
        complain(terminal, asked.fault);
        return;
      }
      const running = asked().finally(() => {
        inFlight.delete(running);
        whenAnswered();
      });
      inFlight.add(running);
      running.catch(broken.reject);
    },
    /** Waits for all answers, also those begun meanwhile, and gives the exit code. */
    async finish() {
      while (inFlight.size > 0) await Promise.race(inFlight);
      return faults === 0 ? 0 : 1;
    },
  };
}

/** A line as a request of this shape, or what was expected (`{"id": string, …}`) and what came instead. */
export function requestIn<Request>(
  { text, lineNumber }: NumberedLine,
  shape: z.ZodType<Request>,
  expected: string,
): { readonly request: Request } | { readonly fault: string } {
  const parsed = shape.safeParse(jsonIn(text));
  if (parsed.success) return { request: parsed.data };
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  return { fault: `line ${lineNumber}: expected ${expected}; ${where} ${issue?.message ?? ''}.` };
}

/** Undefined when it is none. */
function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
