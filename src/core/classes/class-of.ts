import type { Call } from '../command.ts';
import type { Class } from '../ports/class-store.ts';
import { Refusal } from '../refusal.ts';
import type { Place, Request } from '../request.ts';

/** The class that learns in a place; null where people are by themselves. */
export function classOf({ platform, community }: Place): Class | null {
  return community === undefined ? null : { platform, community };
}

/** The class that a command is about; a refusal where there is none. */
export function classHere({ request }: Pick<Call<string>, 'request'>): Class {
  const found = classOf(request.place);
  if (found === null) throw new Refusal('no-class', (say) => say('refusal.no-class'));
  return found;
}

/** A refusal where others would read along what is for the teacher's eyes alone. */
export function refuseOverheard({ place, command }: Request): void {
  if (place.reply === 'open')
    throw new Refusal('overheard', (say) => say('refusal.overheard', { command: `/${command}` }));
}
