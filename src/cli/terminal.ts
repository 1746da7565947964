import type { Readable, Writable } from 'node:stream';

/** What a command works with instead of `process`, so that tests can give it other streams. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder from which relative file arguments are meant. */
  readonly folder: string;
  /** The project's folder: content, data and settings are found from there. */
  readonly project: string;
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly stopping: AbortSignal;
}

export function say(terminal: Terminal, line: string): void {
  terminal.stdout.write(`${line}\n`);
}

export function complain(terminal: Terminal, line: string): void {
  terminal.stderr.write(`${line}\n`);
}
