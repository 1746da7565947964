import type { Demonstration } from './demonstration.ts';
import type { Proven } from './prove.ts';
import type { Remark } from './remarks.ts';
import { remarksOf } from './remarks.ts';
import type { ReviewPage } from './review-page.ts';
import type { Stuck } from './stuck.ts';

/** One thing that a review says. */
export type Note =
  /** `proof`: the most telling; null where nothing was run, or showed nothing of it. */
  | { readonly kind: 'remark'; readonly name: string; readonly remark: Remark; readonly proof: Demonstration | null }
  | { readonly kind: 'stuck'; readonly name: string; readonly stuck: Stuck };

/** All that there is to say, the most important first. */
export function notesOf(proven: Proven, pages: readonly ReviewPage[]): readonly Note[] {
  const { proofs, stuck } = proven;
  const remarks = remarksOf(proven, pages).map((remark): Note => {
    const name = remark.page.rule;
    return { kind: 'remark', name, remark, proof: proofs.find(({ rule }) => rule === name) ?? null };
  });
  return stuck === null ? remarks : [{ kind: 'stuck', name: 'deadlock', stuck }, ...remarks];
}
