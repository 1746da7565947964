import type { Evidence, Finding as Seen } from '../explain/evidence.ts';
import type { Finding, LoneProgram } from '../ports/code-reviewer.ts';
import type { Shown } from './demonstration.ts';
import type { ReviewPage } from './review-page.ts';
import { lineIn } from './source-lines.ts';

/** What was found by reading, and what a run of the same program showed. */
export interface Case {
  readonly program: LoneProgram;
  readonly findings: readonly Finding[];
  readonly pages: readonly ReviewPage[];
  readonly evidence: Evidence;
  /** It came to its end, or stopped for good: what did not happen in it is no accident. */
  readonly isWhole: boolean;
}

/** Something that a run showed, and the finding that it proves. */
export interface Sight {
  readonly shown: Shown;
  readonly proves: Finding | null;
  /** A finding of its own where it proves none; null where the run alone is not certain enough. */
  readonly makes: Finding | null;
}

/** What was seen of a kind, where its line is known. */
export function seenAs(
  kind: Seen['kind'],
  { findings }: Evidence,
): readonly { readonly line: number; readonly seen: Seen }[] {
  return findings.flatMap((seen) => (seen.kind === kind && seen.line !== null ? [{ line: seen.line, seen }] : []));
}

interface Made {
  readonly rule: string;
  /** From 1, in the program. */
  readonly line: number;
  readonly about: string;
}

/** A finding that only the run made; null for a line that the program does not have. */
export function findingAt(program: LoneProgram, { rule, line, about }: Made): Finding | null {
  if (lineIn(program, line) === null) return null;
  const at = program.firstLine + line - 1;
  return { rule, line: at, endLine: at, block: program.block, blockLine: line, about, fix: null };
}
