/** A program in a YAML file, and all that it prints on its standard output. */
export interface SmallProgram {
  readonly file: string;
  readonly line: number;
  /** What it is, for people: ``proof of `await-always-yields` ``. */
  readonly name: string;
  readonly code: string;
  readonly prints: string;
}
