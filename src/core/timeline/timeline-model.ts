import type { Say } from '../words.ts';
import type { Row } from './arrange-rows.ts';
import { arrangeRows } from './arrange-rows.ts';
import { duration } from './duration.ts';
import { factNotes } from './fact-notes.ts';
import { groupLane, restLane } from './group-lane.ts';
import { legend } from './legend.ts';
import { levelLanes } from './level-lane.ts';
import type { Band, Lane, Note, TimelineModel } from './model.ts';
import type { Making } from './task-lane.ts';
import { taskLane, threadLane } from './task-lane.ts';
import { taskNames } from './task-names.ts';
import { ticks } from './ticks.ts';
import type { FindingPlace, Timeline } from './timeline.ts';
import { troubleNotes } from './trouble-notes.ts';
import { wakes } from './wakes.ts';

/**
 * The timeline as it is to be drawn, in the learner's language; null when no task ran, so that there is nothing to see.
 * Findings that are `told` beside it are not told in it again.
 */
export function timelineModel(timeline: Timeline, say: Say, told: readonly FindingPlace[] = []): TimelineModel | null {
  if (timeline.tasks.length === 0) return null;
  const isStuck = timeline.deadlock !== null;
  const end = isStuck ? Math.max(1, timeline.length) * 1.8 : Math.max(1, timeline.length);
  const making: Making = { timeline, end, names: taskNames(timeline), say };
  const rows = arrangeRows(timeline);
  const drawn = {
    lanes: [...rows.map((row) => rowLane(row, making)), ...threadLanes(making), ...levelLanes(making)],
    bands: bands(making),
    wakes: wakes(rows),
  };
  return {
    title: title(timeline, say),
    length: timeline.length,
    end,
    forever: isStuck ? say('timeline.forever') : null,
    ticks: ticks(timeline.length),
    ...drawn,
    legend: legend({ ...drawn, end }, say),
    heading: say('timeline.heading'),
    notes: notes(making, told),
  };
}

function title({ tasks, tasksLeftOut, length }: Timeline, say: Say): string {
  const count = tasks.length + tasksLeftOut;
  return length === 0
    ? say('timeline.title-at-once', { count })
    : say('timeline.title', { count, time: duration(length) });
}

function rowLane(row: Row, making: Making): Lane {
  switch (row.kind) {
    case 'task':
      return taskLane(row.task, row.depth, making);
    case 'group':
      return groupLane(row.tasks, row.depth, making);
    case 'rest':
      return restLane(row.tasks, making);
  }
}

/** The threads that waited longest. */
function threadLanes(making: Making): readonly Lane[] {
  const waited = making.timeline.threads.filter(({ waits }) => waits.length > 0);
  return waited.slice(0, mostThreads).map((thread) => threadLane(thread, making));
}

const mostThreads = 4;
const mostBands = 24;

/** Bands in which the loop was blocked; those that nearly touch are one. */
function bands({ timeline, say }: Making): readonly Band[] {
  const joined: { from: number; to: number; us: number }[] = [];
  for (const { start, end } of timeline.blocked.toSorted((one, other) => one.start - other.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start - last.to <= timeline.length / 200) {
      last.us += Math.max(0, end - Math.max(start, last.to));
      last.to = Math.max(last.to, end);
    } else joined.push({ from: start, to: end, us: end - start });
  }
  const longest = joined.toSorted((one, other) => other.us - one.us).slice(0, mostBands);
  return longest
    .toSorted((one, other) => one.from - other.from)
    .map(({ from, to, us }) => ({ from, to, label: say('timeline.band', { time: duration(us) }) }));
}

function notes(making: Making, told: readonly FindingPlace[]): readonly Note[] {
  const troubles = troubleNotes(making, told).slice(0, mostNotes);
  const how = troubles.length + told.length === 0 ? 'ran well' : 'has trouble';
  return [...troubles, ...factNotes(making, how)].slice(0, mostNotes);
}

const mostNotes = 4;
