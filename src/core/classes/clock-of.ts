import type { Call } from '../command.ts';
import { zoneOf } from '../people/local-day.ts';

/** The time, and the zone of whoever asks: the one they chose, else their platform's, else UTC. */
export async function clockOf({ kit, request }: Pick<Call<string>, 'kit' | 'request'>) {
  const { zone } = await zoneOf(request, kit);
  return { now: kit.clock.now(), zone };
}
