import { held, type Footprint, type Held } from './footprint.ts';
import { growthOf } from './growth.ts';

/** Something that grows with the number of runs. */
export interface Drift {
  readonly what: Held;
  /** By how much from the end of the warm-up to the last run, on the line that fits best. */
  readonly grownBy: number;
}

/** The share of samples in which things may still find their size. */
const WARM_UP = 1 / 2;
/** What counts for noise: the pool is a sandbox more or less full, memory is given back late. */
const NOISE = { count: 4, megabytes: 12, share: 0.1 };

/** What drifts in samples that were taken at even distances. */
export function findDrifts(samples: readonly Footprint[]): readonly Drift[] {
  const settled = samples.slice(Math.floor(samples.length * WARM_UP));
  return held
    .map((what) => ({ what, grownBy: growthOf(settled.map((sample) => sample[what])) }))
    .filter(({ what, grownBy }) => {
      const usual = settled[0]?.[what] ?? 0;
      const noise = what.startsWith('MB') ? NOISE.megabytes : NOISE.count;
      return grownBy > Math.max(noise, usual * NOISE.share);
    });
}
