import { evidenceOf } from '../explain/evidence.ts';
import type { Ran } from '../outcome.ts';
import type { Finding, LoneProgram, Review } from '../ports/code-reviewer.ts';
import { blockedLoop } from './blocked-loop.ts';
import { neverRan, unseenErrors } from './lost-work.ts';
import type { Demonstration } from './demonstration.ts';
import type { ReviewPage } from './review-page.ts';
import type { Case } from './sight.ts';
import { covers } from './source-lines.ts';
import type { Stuck } from './stuck.ts';
import { stuckShown } from './stuck.ts';

/** A review, and what runs of its program add to it. */
export interface Proven extends Review {
  /** The first of a rule is the most telling. */
  readonly proofs: readonly Demonstration[];
  readonly stuck: Stuck | null;
}

/** A review of which nothing was run. */
export const unproven = (review: Review): Proven => ({ ...review, proofs: [], stuck: null });

interface Held {
  readonly program: LoneProgram;
  readonly outcome: Ran;
  readonly pages: readonly ReviewPage[];
}

/** Holds what was read against a run: what both saw is proven, what only the run saw is added, each once. */
export function prove(review: Review, { program, outcome, pages }: Held): Proven {
  const isWhole = outcome.kind === 'deadlocked' || (outcome.kind === 'finished' && outcome.exitCode === 0);
  const one: Case = { program, findings: review.findings, pages, evidence: evidenceOf(outcome, program.code), isWhole };
  const { sights, stuck } = stuckShown(one);
  const all = [...blockedLoop(one), ...neverRan(one), ...unseenErrors(one), ...sights];
  const made = all.flatMap(({ proves, makes }) => (proves === null && makes !== null ? [makes] : []));
  const added = made.filter((finding, at) => isNew(finding, made.slice(0, at), one));
  const proofs = all.flatMap(({ shown, proves, makes }): readonly Demonstration[] => {
    const finding = proves ?? added.find((other) => other === makes);
    return finding === undefined ? [] : [{ rule: finding.rule, ...shown }];
  });
  const findings = [...review.findings, ...added].toSorted((first, second) => first.line - second.line);
  const praises = findings.length === 0 && stuck === null && isWhole ? review.praises : [];
  return { ...review, findings, praises, proofs, stuck };
}

/** What was found in that line already, and is more than a matter of style, is what was seen there. */
function isNew(finding: Finding, earlier: readonly Finding[], { findings, pages }: Case): boolean {
  const kindOf = (rule: string) => pages.find((page) => page.rule === rule)?.kind;
  const isKnown = findings.some((other) => kindOf(other.rule) !== 'style' && covers(other, finding.blockLine));
  const isTold = earlier.some(({ rule, line }) => rule === finding.rule && line === finding.line);
  return !isKnown && !isTold && kindOf(finding.rule) !== undefined;
}
