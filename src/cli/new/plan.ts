/** What a scaffold does to the project. Paths are relative to the project's folder. */
export interface Plan {
  /** Files that must not exist yet. */
  readonly made: readonly MadeFile[];
  /** Files that exist and get a line more. */
  readonly edited: readonly Edit[];
  /** What the author does now, as a sentence that begins in lower case. */
  readonly next: string;
}

/** A file to be. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

/** A change of a file that is there. */
export interface Edit {
  readonly path: string;
  /** The text with its change; null when it does not look as expected. */
  readonly change: (text: string) => string | null;
}
