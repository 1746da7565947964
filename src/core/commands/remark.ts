import { carried, carriedCode, defineCommand } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { fixedRemarkView, remarkHintView } from '../views/remark-view.ts';

/** More about one remark of a review: first a hint, then the fix. The button carries what it needs, not the whole program. */
export const remark = defineCommand({
  name: 'remark',
  summary: null,
  options: { rule: carried, lines: carried, about: carriedCode, fix: carriedCode, show: carried },
  // The review stays in sight.
  replies: 'beside',
  async *run({ args, kit, say, language }) {
    const { library } = kit;
    const page = library.reviewPages.find(({ rule }) => rule === args.rule);
    if (page === undefined) throw new Refusal('unknown-remark', (tell) => tell('refusal.unknown-remark'));
    const detail = { page, lines: args.lines ?? '', about: args.about ?? '', fix: args.fix ?? null };
    const reader = { say, language, library };
    yield args.show === 'fix' ? fixedRemarkView(detail, reader) : remarkHintView(detail, reader);
  },
});
