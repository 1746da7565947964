import type { Call } from '../command.ts';
import { carriedCode, defineCommand, typedCode } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import type { Review } from '../ports/code-reviewer.ts';
import { lapsesOf } from '../review/lapses.ts';
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
      await keepLapses(found, call);
      yield read;
      return;
    }
    yield { ...read, stage: 'passing' };
    const proven = await runReview(found, found.program, call);
    await keepLapses(proven, call);
    yield reviewView(proven, asked, reader);
  },
});

/** What a learner's own code shows to be missing counts once, with the first remarks on it. */
async function keepLapses({ findings }: Review, { args, kit, request }: Call<'told'>): Promise<void> {
  if (args.told !== undefined || request.author === 'somebody-else') return;
  const course = await courseMeant(undefined, request.learner, kit);
  const concepts = lapsesOf(findings, kit.library.reviewPages, course);
  const lapsed = { learner: request.learner, course: course.id, request: request.id, at: kit.clock.now() };
  await kit.store.evidence.recordLapses({ ...lapsed, concepts });
}
