import type { Call } from '../command.ts';
import type { Schedule } from '../ports/calendar-store.ts';
import type { Community } from '../ports/channel.ts';
import { Refusal } from '../refusal.ts';
import type { DailyWords } from './read-daily.ts';

/** A call of a teacher's, and what was typed. */
export interface Managing {
  readonly call: Call<string>;
  readonly words: DailyWords;
}

/** Where a teacher manages; a Refusal where there is nothing to manage. */
export function communityOf({ request: { place } }: Call<string>): Community {
  const { platform, community } = place;
  if (community === undefined) throw new Refusal('daily-nowhere', (say) => say('refusal.daily-nowhere'));
  return { platform, community };
}

/** The schedule that a teacher means: by its id, or the only one of the channel, or of the whole community. */
export async function scheduleMeant({ call, words }: Managing): Promise<Schedule> {
  const all = await call.kit.store.calendar.schedules(communityOf(call));
  const here = all.filter(({ channel }) => channel === (words.channel?.id ?? call.request.place.channel));
  const fitting = words.id === null ? (here.length > 0 ? here : all) : all.filter(({ id }) => id === words.id);
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return only;
  if (all.length === 0) throw new Refusal('daily-none', (say) => say('refusal.daily-none'));
  const known = all.map(({ id }) => `\`${id}\``).join(', ');
  throw new Refusal('daily-which', (say) => say('refusal.daily-which', { known }));
}
