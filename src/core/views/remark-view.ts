import { inline } from '../inline.ts';
import { messageAbout } from '../review/comment.ts';
import type { ReviewPage } from '../review/review-page.ts';
import type { Block, View } from '../view.ts';
import { choices, prose, python, text, view } from '../view.ts';
import { inLanguage } from '../words.ts';
import type { ReviewReader } from './review-onward.ts';
import { learnChoicesOf } from './review-onward.ts';

/** A remark of which somebody wants to know more. */
interface RemarkDetail {
  readonly page: ReviewPage;
  /** As the review named them: `3, 7`. */
  readonly lines: string;
  /** The learner's own code that it is about. */
  readonly about: string;
  /** What to write instead; null where that is not certain. */
  readonly fix: string | null;
}

/** Why it is so, and the same mistake in a small program, so that one can find the fix oneself; a button shows it. */
export function remarkHintView({ page, lines, about, fix }: RemarkDetail, reader: ReviewReader): View {
  const { say, language } = reader;
  const carried = { rule: page.rule, lines, about, ...(fix === null ? {} : { fix }) };
  return view(say('review.hint-title', { lines }), [
    prose(...inline(messageAbout(about, page, language))),
    ...inLanguage(page.why, language),
    ...example(page, 'bad', say('review.same-mistake')),
    choices(
      { label: say('button.fix'), weight: 'primary', command: 'remark', args: { ...carried, show: 'fix' } },
      ...learnChoicesOf(page, reader),
    ),
  ]);
}

/** What to write instead, where that is certain, and the small program as it should be. */
export function fixedRemarkView({ page, lines, fix }: RemarkDetail, reader: ReviewReader): View {
  const { say } = reader;
  const onward = learnChoicesOf(page, reader);
  return view(say('review.fix-title', { lines }), [
    ...(fix === null ? [] : [prose(text(say('review.fix-line', { lines }))), python(fix)]),
    ...example(page, 'good', say('review.fixed-example')),
    ...(onward.length === 0 ? [] : [choices(...onward)]),
  ]);
}

function example({ examples }: ReviewPage, kind: 'bad' | 'good', said: string): readonly Block[] {
  const found = examples.find((one) => one.kind === kind);
  return found === undefined ? [] : [prose(text(said)), python(found.code)];
}
