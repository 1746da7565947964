import { Refusal } from '../refusal.ts';
import type { Request } from '../request.ts';

/** What is for the learner's eyes only is not shown where others read the reply. */
export function privately({ place, command }: Request): void {
  if (place.reply !== 'open') return;
  throw new Refusal('read-along', (say) => say('refusal.read-along', { command: `/${command}` }));
}
