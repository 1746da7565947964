import { audited } from '../classes/audited.ts';
import { classHere } from '../classes/class-of.ts';
import { goalLine, leastAsked, readGoal } from '../classes/goal.ts';
import { weekMs } from '../classes/most-improved.ts';
import { defineCommand, typedText } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import { inline } from '../inline.ts';
import { Refusal } from '../refusal.ts';
import { prose, text, view } from '../view.ts';

/** `/goal 4 concepts 80%` sets what the whole class works for; `/goal off` takes it back; without words it tells how far it is. */
export const goal = defineCommand({
  name: 'goal',
  summary: 'command.goal',
  options: { goal: typedText('option.goal') },
  askedBy: 'teachers',
  async *run(call) {
    const { args, kit, request, say } = call;
    const of = classHere(call);
    const wanted = args.goal === undefined ? undefined : readGoal(args.goal);
    if (wanted === null) throw new Refusal('unknown-goal', (tell) => tell('refusal.unknown-goal'));
    if (wanted !== undefined) {
      await audited(call, { act: 'goal', about: args.goal ?? '' });
      await kit.store.contests.change(of, { goal: wanted === 'off' ? null : wanted });
    }
    const { goal: set } = await kit.store.contests.settings(of);
    if (set === null) {
      const told = wanted === 'off' ? say('goal.off') : say('goal.none');
      yield view(say('goal.title'), [prose(...inline(told))]);
      return;
    }
    const course = await courseMeant(undefined, request.learner, kit);
    const figures = await kit.store.classes.figures(of, course.id, kit.clock.now() - weekMs);
    yield view(say('goal.title'), [
      prose(text(goalLine(figures, set, say))),
      prose(text(say('goal.counts', { least: leastAsked }))),
    ]);
  },
});
