import { z } from 'zod';
import type { CodeReviewer } from '#core/ports/code-reviewer.ts';
import { answerLines, requestIn } from './answer-lines.ts';
import type { Voice } from './review-json.ts';
import { reviewJson } from './review-json.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

/** A line of `review --jsonl`. */
const requestLine = z.object({ id: z.string(), text: z.string() });

/** `review --jsonl`: one message a line in, one result a line out. Exit code 1 when a line was no request. */
export async function reviewStream(reviewer: CodeReviewer, voice: Voice, terminal: Terminal): Promise<number> {
  return await answerLines(terminal, (line) => {
    const read = requestIn(line, requestLine, '{"id": string, "text": string}');
    if ('fault' in read) return read;
    const { id, text } = read.request;
    return async () => say(terminal, JSON.stringify(reviewJson(id, await reviewer.review(text), voice)));
  });
}
