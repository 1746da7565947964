import type { Call } from '../command.ts';

/** The time, and the zone of whoever asks; Greenwich's where their platform does not say. */
export function clockOf({ kit, request }: Pick<Call<string>, 'kit' | 'request'>) {
  return { now: kit.clock.now(), zone: request.zone ?? 'UTC' };
}
