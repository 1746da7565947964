import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Terminal } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

/** The text of a file argument; `-` or none is standard input. Bytes that are not UTF-8 become replacement characters. */
export async function readInput(path: string | undefined, terminal: Terminal): Promise<string> {
  if (path === undefined || path === '-') return (await buffer(terminal.stdin)).toString('utf8');
  try {
    return await readFile(resolve(terminal.folder, path), 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageProblem(`expected a file that can be read, ${path} is not (${why}); check the path.`, {
      cause: error,
    });
  }
}
