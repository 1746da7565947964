import type { LearnerId } from '../ids.ts';
import { learnerId } from '../ids.ts';
import { quote } from '../inline.ts';
import { Refusal } from '../refusal.ts';
import type { Request } from '../request.ts';

/** The person whom a value of an option of that kind names: platforms put their learner's id there. */
export function personNamed(typed: string | undefined, { place }: Pick<Request, 'place'>): LearnerId {
  if (typed === undefined || typed.trim() === '')
    throw new Refusal('which-person', (say) => say('refusal.which-person'));
  const bare = typed.trim();
  if (!bare.startsWith(`${place.platform}:`) || /\s/u.test(bare))
    throw new Refusal('unknown-person', (say) => say('refusal.unknown-person', { typed: quote(typed) }));
  return learnerId(bare);
}
