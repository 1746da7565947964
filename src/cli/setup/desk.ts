import type { Terminal } from '../terminal.ts';
import type { Questions } from './questions.ts';

/** Where the host sits. */
export interface Desk {
  readonly terminal: Terminal;
  /** Null: nobody can be asked. */
  readonly questions: Questions | null;
}
