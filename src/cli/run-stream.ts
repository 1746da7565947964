import { z } from 'zod';
import { learnerId } from '#core/ids.ts';
import type { CodeRunner, RunJob } from '#core/ports/code-runner.ts';
import { outcomeJson, type Detail } from './outcome-json.ts';
import { answerLines, requestIn } from './answer-lines.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** A line of `run --jsonl`. A request without a learner is nobody's: it waits for no other one. */
const requestLine = z.object({
  id: z.string(),
  code: z.string(),
  stdin: z.string().default(''),
  clock: z.enum(['auto', 'virtual', 'real']).default('auto'),
  learner: z.string().min(1).optional(),
  timeline: z.boolean().default(false),
});

/** `run --jsonl`: one request a line in, one result a line out as each ends. Exit code 1 when a line was no request. */
export async function runStream(runner: CodeRunner, terminal: Terminal): Promise<number> {
  return await answerLines(terminal, (line) => {
    const read = requestIn(line, requestLine, '{"id": string, "code": string, …}');
    if ('fault' in read) return read;
    const { id, learner = `line ${line.lineNumber}`, timeline, ...rest } = read.request;
    const job = { ...rest, learner: learnerId(learner) };
    return async () => await answer({ id, job, detail: timeline ? 'with-timeline' : 'short' }, runner, terminal);
  });
}

interface RunRequest {
  readonly id: string;
  readonly job: RunJob;
  readonly detail: Detail;
}

async function answer({ id, job, detail }: RunRequest, runner: CodeRunner, terminal: Terminal): Promise<void> {
  for await (const event of runner.run(job, terminal.stopping)) {
    if (event.kind === 'done') say(terminal, JSON.stringify(outcomeJson(id, event.outcome, detail)));
  }
}
