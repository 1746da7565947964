import { describeTimeline } from '../timeline/describe-timeline.ts';
import type { TimelineModel } from '../timeline/model.ts';
import type { FindingPlace, Timeline } from '../timeline/timeline.ts';
import { timelineModel } from '../timeline/timeline-model.ts';
import type { Block } from '../view.ts';
import type { Say } from '../words.ts';

/**
 * The picture of a run, or nothing when there is nothing in it that the output does not show. It says nothing of findings
 * that are `told` beside it.
 */
export function timelineBlocks(
  timeline: Timeline | null,
  say: Say,
  told: readonly FindingPlace[] = [],
): readonly Block[] {
  const model = timeline === null ? null : timelineModel(timeline, say, told);
  if (model === null || !isWorthSeeing(model)) return [];
  return [{ kind: 'picture', picture: { kind: 'timeline', timeline: model }, words: describeTimeline(model) }];
}

/** One task that slept is no picture; several, or anything to look at, are. */
function isWorthSeeing({ lanes, notes, length, forever }: TimelineModel): boolean {
  return notes.length > 0 || forever !== null || (length > 0 && lanes.length > 1);
}
