import type { Attack } from './attack.ts';
import { attacksOnCompany } from './attacks-on-company.ts';
import { attacksOnLimits } from './attacks-on-limits.ts';
import { attacksOnTheWatcher } from './attacks-on-the-watcher.ts';
import { attacksOnWalls } from './attacks-on-walls.ts';

/** All of them; the names are unlike. */
export const attackList: readonly Attack[] = [
  ...attacksOnWalls,
  ...attacksOnLimits,
  ...attacksOnTheWatcher,
  ...attacksOnCompany,
];
