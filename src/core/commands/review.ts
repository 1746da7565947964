import { carriedCode, defineCommand, typedCode } from '../command.ts';
import { unproven } from '../review/prove.ts';
import { runReview } from '../review/run-review.ts';
import { bearable } from '../typed-program.ts';
import { inviteView, reviewView } from '../views/review-view.ts';

/** Says what is wrong with the async in a message or a program; what runs by itself is run too, and proves it. Alone, it asks for one. */
export const review = defineCommand({
  name: 'review',
  summary: 'command.review',
  options: { code: typedCode('option.review'), told: carriedCode },
  // The message, and remarks already made, stay in sight.
  replies: 'beside',
  onMessage: { label: 'action.review', option: 'code' },
  async *run(call) {
    const { args, kit, say, language } = call;
    const { library, reviewer } = kit;
    const code = bearable(args.code ?? '');
    if (code.trim() === '') {
      yield inviteView(say);
      return;
    }
    const asked = { code, told: (args.told ?? '').split(' ') };
    const reader = { say, language, library };
    const found = await reviewer.review(code);
    const read = reviewView(unproven(found), asked, reader);
    if (found.program === null) {
      yield read;
      return;
    }
    yield { ...read, stage: 'passing' };
    yield reviewView(await runReview(found, found.program, call), asked, reader);
  },
});
