import { classHere } from '../classes/class-of.ts';
import { mostImproved, weekMs, weeksUntil } from '../classes/most-improved.ts';
import type { Call } from '../command.ts';
import { defineCommand, typedText } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import { inline, quote } from '../inline.ts';
import type { Class } from '../ports/class-store.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../view.ts';
import { leaderboardView } from '../views/leaderboard-view.ts';
import { choices, prose, view } from '../view.ts';

/** Who improves most, where the teacher has turned that on; nobody stands in it who has not asked to. */
export const leaderboard = defineCommand({
  name: 'leaderboard',
  summary: 'command.leaderboard',
  options: { choice: typedText('option.leaderboard'), name: typedText('option.leaderboard-name') },
  async *run(call) {
    const { args, kit } = call;
    const of = classHere(call);
    const choice = (args.choice ?? '').trim().toLowerCase();
    // To leave is always possible.
    if (choice === 'leave') {
      yield await leave(of, call);
      return;
    }
    const settings = await kit.store.contests.settings(of);
    if (settings.leaderboard === 'off')
      throw new Refusal('leaderboard-is-off', (say) => say('refusal.leaderboard-is-off'));
    if (choice === 'join') await join(of, call);
    const course = await courseMeant(undefined, call.request.learner, kit);
    const now = kit.clock.now();
    const improved = mostImproved(await kit.store.contests.rights(of, weeksUntil(now)));
    const figures = await kit.store.classes.figures(of, course.id, now - weekMs);
    const joined = choice === 'join' ? nameIn(args.name) : null;
    yield leaderboardView(improved, { joined, goal: settings.goal, figures }, call.say);
  },
});

async function join(of: Class, { args, kit, request }: Call<'name'>): Promise<void> {
  const name = nameIn(args.name);
  if (name === '') throw new Refusal('leaderboard-name', (say) => say('refusal.leaderboard-name'));
  await kit.store.contests.compete(request.learner, of, name);
}

const longestName = 24;
const nameIn = (typed: string | undefined): string => quote(typed ?? '', longestName);

async function leave(of: Class, { kit, request, say }: Call<string>): Promise<View> {
  await kit.store.contests.compete(request.learner, of, null);
  const again = { label: say('leaderboard.title'), weight: 'secondary', command: 'leaderboard', args: {} } as const;
  return view(say('leaderboard.title'), [prose(...inline(say('leaderboard.left'))), choices(again)]);
}
