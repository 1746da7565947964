import { optionsFor } from '../calendar/choose-prompt.ts';
import { questionOf } from '../calendar/prompt-question.ts';
import type { Call } from '../command.ts';
import { carried, defineCommand } from '../command.ts';
import { promptId } from '../ids.ts';
import type { Prompt, Voted } from '../ports/prompt-store.ts';
import { dayOf, timeAt, zoneOf } from '../people/local-day.ts';
import { bearingOf } from '../quiz/bearing.ts';
import { Refusal } from '../refusal.ts';
import type { View } from '../view.ts';
import { lateVoteView, voteView } from '../views/vote-view.ts';

/** Takes an answer to the question of the day, and keeps it to whoever gave it until the answer is told to all. */
export const vote = defineCommand({
  name: 'vote',
  summary: null,
  options: { prompt: carried, pick: carried },
  // The question stays where everybody sees it.
  replies: 'beside',
  async *run(call) {
    yield await cast(call);
  },
});

async function cast(call: Call<'prompt' | 'pick'>): Promise<View> {
  const { request, kit } = call;
  const { prompt, asked, place, option } = await chosenIn(call);
  const at = kit.clock.now();
  const choice = { prompt: prompt.id, learner: request.learner, request: request.id, at };
  const voted: Voted =
    at >= prompt.revealAt
      ? { kind: 'closed', counted: null }
      : await kit.store.prompts.vote({
          ...choice,
          given: option.id,
          correct: option.right,
          bearing: bearingOf(asked.question, [option.id], option.right),
          day: await dayOf(request, kit),
        });
  if (voted.kind === 'closed') return lateVoteView(asked, place, call) ?? refuse();
  return voteView(asked, { voted, until: timeAt(prompt.revealAt, await clockOf(prompt, call)) }, call);
}

/** The zone of whoever asks; of somebody whose zone is not known, that of their channel. */
async function clockOf({ schedule }: Prompt, { request, kit }: Call<string>): Promise<string> {
  const { zone, from } = await zoneOf(request, kit);
  return from === 'nobody' ? ((await kit.store.calendar.read(schedule))?.zone ?? zone) : zone;
}

async function chosenIn({ args, kit }: Call<'prompt' | 'pick'>) {
  const prompt = await kit.store.prompts.read(promptId(args.prompt ?? ''));
  const asked = prompt === null ? null : questionOf(prompt, kit.library);
  const place = Number(args.pick ?? 'none');
  const option = asked === null ? undefined : optionsFor(asked.question)?.[place];
  if (prompt === null || asked === null || option === undefined) throw stale();
  return { prompt, asked, place, option };
}

function refuse(): never {
  throw stale();
}

/** The question was changed or taken out since it was asked. */
function stale(): Refusal {
  return new Refusal('stale-question', (say) => say('refusal.stale-question'));
}
