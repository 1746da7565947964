import { randomInt } from 'node:crypto';
import type { Clock } from '#core/ports/clock.ts';
import type { Random } from '#core/ports/random.ts';

export const systemClock: Clock = { now: () => Date.now() };
export const systemRandom: Random = { seed: () => randomInt(0x1_0000_0000) };
