import type { Readable, Writable } from 'node:stream';
import { addAbortSignal } from 'node:stream';
import type { Log } from '#core/ports/log.ts';
import type { Say } from '#core/words.ts';
import { unhighlighted } from './code-lines.ts';
import { draw } from './draw.ts';
import type { Heard } from './heard.ts';
import { pipeColumns } from './limits.ts';
import type { Surface } from './surface.ts';
import { write } from './write.ts';

interface Ends {
  readonly input: Readable;
  readonly output: Writable;
  readonly say: Say;
  readonly log: Log;
}

/** A conversation without a terminal: lines in, plain text out, a blank line between replies. */
export function openPipe({ input, output, say, log }: Ends, signal: AbortSignal): Surface {
  const page = { columns: pipeColumns, codeLines: 'whole', highlight: unhighlighted, paint: unpainted, say } as const;
  const neverStopped = new AbortController().signal;
  let between = '';
  return {
    kind: 'pipe',
    heard: hear(input, signal),
    prompt: () => {},
    async show(view) {
      const text = await draw(view, page, log);
      await write(output, `${between}${text}\n`);
      between = '\n';
    },
    showPassing: () => {},
    // Nobody sees in a pipe what passes, and what is in it is read line by line: no line is taken out of its turn.
    whileStoppable: async (work) => await work(neverStopped),
    close: async () => {},
  };
}

const unpainted = (_: string, text: string): string => text;

/** Reads no further than it is asked for, so that a stream without end does not pile up. */
async function* hear(input: Readable, signal: AbortSignal): AsyncIterable<Heard> {
  try {
    for await (const line of linesOf(addAbortSignal(signal, input))) yield { kind: 'line', text: line, from: 'pipe' };
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  }
  yield { kind: 'end', text: '' };
}

/** Every line in one piece, however many chunks it came in; each character is looked at once. */
async function* linesOf(input: Readable): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let begun: string[] = [];
  for await (const chunk of input) {
    const bytes: unknown = chunk;
    const [first = '', ...others] = decoder.decode(bytesOf(bytes), { stream: true }).split('\n');
    begun.push(first);
    for (const next of others) {
      yield begun.join('').replace(/\r$/u, '');
      begun = [next];
    }
  }
  const last = begun.join('') + decoder.decode();
  if (last !== '') yield last.replace(/\r$/u, '');
}

const bytesOf = (chunk: unknown): Uint8Array => (chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk)));
