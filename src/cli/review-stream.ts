import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import type { Voice } from './review-json.ts';
import { reviewJson } from './review-json.ts';
import type { Terminal } from './terminal.ts';
import { complain, say } from './terminal.ts';

/** A line of `review --jsonl`. */
const requestLine = z.object({ id: z.string(), text: z.string() });

/** `review --jsonl`: one message a line in, one result a line out. Exit code 1 when a line was no request. */
export async function reviewStream(reviewer: CodeReviewer, voice: Voice, terminal: Terminal): Promise<number> {
  const lines = createInterface({ input: terminal.stdin, crlfDelay: Infinity });
  terminal.stopping.addEventListener('abort', () => lines.close());
  let faults = 0;
  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    if (line.trim() === '') continue;
    const parsed = requestLine.safeParse(jsonIn(line));
    if (parsed.success) {
      const { id, text } = parsed.data;
      say(terminal, JSON.stringify(reviewJson(id, await reviewer.review(text), voice)));
      continue;
    }
    faults += 1;
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    complain(
      terminal,
      `line ${lineNumber}: expected {"id": string, "text": string}; ${where} ${issue?.message ?? ''}.`,
    );
  }
  return faults === 0 ? 0 : 1;
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
