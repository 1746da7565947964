import type { Lane } from '#core/timeline/model.ts';

/** A lane with its place. */
export interface Row {
  readonly lane: Lane;
  readonly top: number;
  readonly height: number;
}
