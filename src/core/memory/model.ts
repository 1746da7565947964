/** How long each concept will be remembered, as it is to be drawn. Places run from 0 (now) to 1 (a year and more). */
export interface MasteryModel {
  readonly title: string;
  /** What the axis tells. */
  readonly axis: string;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** What is due first. */
  readonly rows: readonly MasteryRow[];
  /** How many rows were left out, in words; null when none. */
  readonly more: string | null;
  /** As far as the rows need it. */
  readonly legend: readonly { readonly look: MasteryLook; readonly label: string }[];
}

export interface MasteryRow {
  readonly label: string;
  readonly look: MasteryLook;
  /** Until when it is remembered well; 0 when that is over. */
  readonly to: number;
  /** The same in words. */
  readonly note: string;
}

/** In the order in which they are shown. */
export const masteryLooks = ['due', 'learning', 'known'] as const;
export type MasteryLook = (typeof masteryLooks)[number];
