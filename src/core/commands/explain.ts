import { defineCommand, typedCode } from '../command.ts';
import { readPastedError } from '../explain/pasted-errors.ts';
import { Refusal } from '../refusal.ts';
import { bearable } from '../typed-program.ts';
import { errorView } from '../views/error-view.ts';

/** Says what a pasted traceback means, where to look, and which chunk explains it; the code itself is not needed. */
export const explain = defineCommand({
  name: 'explain',
  summary: 'command.explain',
  options: { code: typedCode('option.error') },
  // The message stays in sight.
  replies: 'beside',
  onMessage: { label: 'action.explain', option: 'code' },
  async *run({ args, kit, say, language }) {
    const pasted = readPastedError(bearable(args.code ?? ''));
    if (pasted === null) throw new Refusal('no-traceback', (tell) => tell('refusal.no-traceback'));
    yield errorView(pasted, { say, language, courses: kit.library.courses, from: null });
  },
});
