import { limits } from '../checks/limits.ts';
import { privilegedIntents } from '../codes.ts';
import type { World } from '../world/model.ts';

/** What a client says to begin a session. */
export interface Identify {
  readonly token: string;
  readonly intents: number;
  readonly shard?: readonly [number, number];
  readonly properties?: object;
}

/** Every intent that there is. */
const allIntents = (1 << 26) - 1;

/** The code to close with, if a session cannot begin like this. */
export function closeCodeOf(world: World, { token, intents, shard = [0, 1] }: Identify): number | null {
  if (world.token === null || token.replace(/^Bot /, '') !== world.token) return 4004;
  const [id, count] = shard;
  if (!Number.isInteger(id) || id < 0 || id >= count) return 4010;
  const guilds = [...world.guilds.values()].filter(({ hasBot }) => hasBot).length;
  if (guilds / count > limits.guildsPerShard) return 4011;
  if (!Number.isInteger(intents) || intents < 0 || (intents & ~allIntents) !== 0) return 4013;
  if ((intents & privilegedIntents & ~world.grantedIntents) !== 0) return 4014;
  return null;
}
