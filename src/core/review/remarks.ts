import type { Finding, Review, SyntaxFaultKind } from '../ports/code-reviewer.ts';
import type { CommentKind } from './comment.ts';
import { commentKind } from './comment.ts';
import type { ReviewPage } from './review-page.ts';

/** All that one rule found: told once, however often it is so. */
export interface Remark {
  readonly page: ReviewPage;
  readonly kind: CommentKind;
  /** By line. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** Why the code does not parse there; null for a remark about code that does. */
  readonly fault: SyntaxFaultKind | null;
}

/** What there is to say of a review, the most important first. */
export function remarksOf({ findings, syntaxError }: Review, pages: readonly ReviewPage[]): readonly Remark[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const remarks = rules.flatMap((rule): readonly Remark[] => {
    const page = pages.find((one) => one.rule === rule);
    const [first, ...more] = findings.filter((finding) => finding.rule === rule);
    if (page === undefined || first === undefined) return [];
    const fault = rule === 'syntax_error' && first.line === syntaxError?.line ? syntaxError.fault : null;
    return [{ page, kind: commentKind(page.kind), findings: [first, ...more], fault }];
  });
  return remarks.toSorted((one, other) => rank(one) - rank(other));
}

/** What does not parse comes before all else: the rest was read around it. */
function rank({ fault, kind }: Remark): number {
  return fault === null ? 1 + ranks.indexOf(kind) : 0;
}

const ranks: readonly CommentKind[] = ['essential', 'actionable', 'informative'];
