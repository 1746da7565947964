import type { Terminal } from './terminal.ts';

/** What a command does; returns the exit code. */
export type Action = (terminal: Terminal) => Promise<number>;

/** Called with what the arguments ask for. */
export type Choose = (action: Action) => void;
