import { carried, defineCommand, typedCode } from '../command.ts';
import { bearable } from '../typed-program.ts';
import { inviteView, reviewView } from '../views/review-view.ts';

/** Says what is wrong with the async in a message or a program, without running it; alone, it asks for one. */
export const review = defineCommand({
  name: 'review',
  summary: 'command.review',
  options: { code: typedCode('option.review'), from: carried },
  // The message, and remarks already made, stay in sight.
  replies: 'beside',
  onMessage: { label: 'action.review', option: 'code' },
  async *run({ args, kit, say, language }) {
    const { library, reviewer } = kit;
    const code = bearable(args.code ?? '');
    if (code.trim() === '') {
      yield inviteView(say);
      return;
    }
    const from = /^\d{1,4}$/u.test(args.from ?? '') ? Number(args.from) : 0;
    yield reviewView(await reviewer.review(code), { code, from }, { say, language, library });
  },
});
