import { createInterface } from 'node:readline';
import { z } from 'zod';
import { learnerId } from '#core/ids.ts';
import type { CodeRunner, RunJob } from '#core/ports/code-runner.ts';
import { outcomeJson, type Detail } from './outcome-json.ts';
import type { Terminal } from './terminal.ts';
import { complain, say } from './terminal.ts';

/** A line of `run --jsonl`. A request without a learner is nobody's: it waits for no other one. */
const requestLine = z.object({
  id: z.string(),
  code: z.string(),
  stdin: z.string().default(''),
  clock: z.enum(['auto', 'virtual', 'real']).default('auto'),
  learner: z.string().min(1).optional(),
  timeline: z.boolean().default(false),
});

/** So many requests are read ahead; more wait on the stream instead of being told that the queue is full. */
const mostInFlight = 100;

/** `run --jsonl`: one request a line in, one result a line out as each ends. Exit code 1 when a line was no request. */
export async function runStream(runner: CodeRunner, terminal: Terminal): Promise<number> {
  // By its events: its iterator answers a tenth of a millisecond later, which is much of a short run.
  const lines = createInterface({ input: terminal.stdin, crlfDelay: Infinity });
  const unread: NumberedLine[] = [];
  const inFlight = new Set<Promise<void>>();
  const over = Promise.withResolvers<void>();
  /** A closed interface can be neither paused nor resumed. */
  let isOver = false;
  let faults = 0;
  let lineNumber = 0;
  const start = (line: NumberedLine) => {
    const request = readRequest(line);
    if ('fault' in request) {
      faults += 1;
      complain(terminal, request.fault);
      return;
    }
    const running = answer(request, runner, terminal).finally(() => {
      inFlight.delete(running);
      startWhatFits();
    });
    inFlight.add(running);
    running.catch(over.reject);
  };
  const startWhatFits = () => {
    for (const line of unread.splice(0, mostInFlight - inFlight.size)) start(line);
    if (isOver) return;
    if (unread.length === 0) lines.resume();
    else lines.pause();
  };
  lines.on('line', (text) => {
    lineNumber += 1;
    if (text.trim() !== '') unread.push({ text, lineNumber });
    startWhatFits();
  });
  lines.once('close', () => {
    isOver = true;
    over.resolve();
  });
  terminal.stopping.addEventListener('abort', () => lines.close());
  await over.promise;
  while (inFlight.size > 0) await Promise.race(inFlight);
  return faults === 0 ? 0 : 1;
}

interface NumberedLine {
  readonly text: string;
  readonly lineNumber: number;
}

interface RunRequest {
  readonly id: string;
  readonly job: RunJob;
  readonly detail: Detail;
}

function readRequest({ text, lineNumber }: NumberedLine): RunRequest | { readonly fault: string } {
  const parsed = requestLine.safeParse(jsonIn(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    return {
      fault: `line ${lineNumber}: expected {"id": string, "code": string, …}; ${where} ${issue?.message ?? ''}.`,
    };
  }
  const { id, learner = `line ${lineNumber}`, timeline, ...rest } = parsed.data;
  return { id, job: { ...rest, learner: learnerId(learner) }, detail: timeline ? 'with-timeline' : 'short' };
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function answer({ id, job, detail }: RunRequest, runner: CodeRunner, terminal: Terminal): Promise<void> {
  for await (const event of runner.run(job, terminal.stopping)) {
    if (event.kind === 'done') say(terminal, JSON.stringify(outcomeJson(id, event.outcome, detail)));
  }
}
