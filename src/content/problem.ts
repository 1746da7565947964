/** Something wrong in a content file, told so that its author can mend it. */
export interface Problem {
  /** Relative to the content folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What was expected, what came, and what to do. */
  readonly message: string;
}

/** Called for each problem found; reading goes on, so that authors see all of them at once. */
export type Report = (problem: Problem) => void;

/** `content/async/course.yaml:3: …`, sorted as an author walks through the files. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems
    .toSorted((one, other) => one.file.localeCompare(other.file) || one.line - other.line)
    .map(({ file, line, message }) => `content/${file}:${line}: ${message}`)
    .join('\n');
}
