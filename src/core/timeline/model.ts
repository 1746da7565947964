import type { Tick } from './ticks.ts';

/**
 * A timeline as it is to be drawn: which lanes, with which bars, and every word that is read. What draws it decides
 * about places and colours only. Times are microseconds from 0 to `end`.
 */
export interface TimelineModel {
  /** `8 tasks · 3 s` */
  readonly title: string;
  readonly length: number;
  /** Where the axis ends: `length`, or further when there is a part that would last for ever. */
  readonly end: number;
  /** The name of the part behind `length`. */
  readonly forever: string | null;
  readonly ticks: readonly Tick[];
  readonly lanes: readonly Lane[];
  readonly bands: readonly Band[];
  readonly wakes: readonly Wake[];
  readonly legend: readonly LegendEntry[];
  readonly heading: string;
  readonly notes: readonly Note[];
}

export type Lane = TaskLane | GroupLane | LevelLane;

interface LaneName {
  readonly label: string;
  /** Said more quietly beside the label; may be empty. */
  readonly aside: string;
  /** How many ancestors it stands under. */
  readonly depth: number;
  /** The lane in a sentence. */
  readonly told: string;
}

export interface TaskLane extends LaneName {
  readonly kind: 'task';
  readonly start: number;
  readonly end: number;
  readonly bars: readonly Bar[];
  /** Null for a thread. */
  readonly mark: Mark | null;
  /** Said beside the mark: the name of the error. */
  readonly error: string;
  /** Said beside the mark of a lane too short to be seen: how long it was; else empty. */
  readonly brief: string;
  /** Moments at which it printed. */
  readonly prints: readonly number[];
}

/** Many tasks alike in one lane: how many were alive at each time, and what they did. */
export interface GroupLane extends LaneName {
  readonly kind: 'group';
  readonly count: number;
  readonly most: number;
  /** Equal parts of the time from 0 to `length`. */
  readonly columns: readonly Column[];
}

/** How many tasks, on average over the column, did what. */
export type Column = readonly { readonly look: Look; readonly count: number }[];

/** Something that tasks share: how much of it was in use, or how much was in it. */
export interface LevelLane extends LaneName {
  readonly kind: 'level';
  readonly most: number;
  /** In order; each holds to the next, the last to `length`. `by` is the lock's holder, else empty. */
  readonly steps: readonly {
    readonly from: number;
    readonly to: number;
    readonly value: number;
    readonly by: string;
  }[];
}

export interface Bar {
  readonly look: Look;
  readonly from: number;
  readonly to: number;
  /** The same thing said in more and in fewer words, longest first. */
  readonly texts: readonly string[];
}

export type Look = (typeof looks)[number];
/** In the order in which a legend names them. */
export const looks = ['block', 'ready', 'run', 'sleep', 'tasks', 'turn', 'signal', 'queue', 'outside'] as const;

export type Mark = (typeof marks)[number];
export const marks = ['done', 'failed', 'cancelled', 'pending', 'stuck'] as const;

/** A time in which the loop could not go on. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

/** At `at`, what happened in lane `from` let lane `to` go on. Places in `lanes`. */
export interface Wake {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export type LegendEntry = { readonly label: string } & (
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'mark'; readonly mark: Mark }
  | { readonly kind: 'print' }
  | { readonly kind: 'wake' }
);

/** One thing to look at: `trouble` needs mending, a `fact` is worth knowing. */
export interface Note {
  readonly kind: 'trouble' | 'fact';
  readonly text: string;
}
