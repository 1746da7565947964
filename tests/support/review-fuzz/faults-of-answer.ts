import type { Review } from '#core/ports/code-reviewer.ts';
import type { Library } from '#core/course/course.ts';
import { unproven } from '#core/review/prove.ts';
import { remarksOf } from '#core/review/remarks.ts';
import type { View } from '#core/view.ts';
import { fixedRemarkView, remarkHintView } from '#core/views/remark-view.ts';
import { reviewView } from '#core/views/review-view.ts';
import type { Language } from '#core/words.ts';
import { faultsOfReview } from '../review-faults.ts';
import { callsIn } from './calls-in.ts';

/** Everything that is wrong with a review: in itself, with its pages, and with what a learner is shown of it. */
export function faultsOfAnswer(message: string, review: Review, reader: Reader): readonly string[] {
  const known = new Set(reader.library.reviewPages.map(({ rule }) => rule));
  return [
    ...faultsOfReview(message, review),
    ...review.findings.flatMap(({ rule }) => (known.has(rule) ? [] : [`${rule} has no page`])),
    ...viewsOf(message, review, reader).flatMap(callsIn),
  ];
}

interface Reader {
  readonly library: Library;
  readonly language: Language;
}

/** What is shown at once, what stands behind its button, and both cards of the first remark. */
function viewsOf(code: string, review: Review, { library, language }: Reader): readonly View[] {
  const reader = { say: library.speak(language), language, library };
  const [first, ...more] = remarksOf(review, library.reviewPages);
  const shown = reviewView(unproven(review), { code, told: [] }, reader);
  if (first === undefined) return [shown];
  const { page, findings } = first;
  const [{ line, about, fix }] = findings;
  const detail = { page, lines: String(line), about, fix };
  const cards = [remarkHintView(detail, reader), fixedRemarkView(detail, reader)];
  if (more.length < 3) return [shown, ...cards];
  const told = [page.rule, ...more.slice(0, 2).map((one) => one.page.rule)];
  return [shown, reviewView(unproven(review), { code, told }, reader), ...cards];
}
