import { lookOf } from './bars.ts';
import { duration } from './duration.ts';
import { capacity, sharedLabel } from './level-lane.ts';
import type { Note } from './model.ts';
import type { Making } from './task-lane.ts';
import type { Timeline, TracedTask, Wait } from './timeline.ts';

/** What is worth knowing about a run that went well: where time was saved, and where it was spent waiting for a turn. */
export function factNotes(making: Making, how: 'ran well' | 'has trouble'): readonly Note[] {
  // Praise beside trouble would mislead: waits of a task that polls are no time saved.
  const praise = how === 'ran well' ? [...sideBySide(making), ...oneByOne(making)] : [];
  const texts = [...praise, ...turns(making), ...queues(making), ...leftOut(making)];
  return texts.map((text) => ({ kind: 'fact', text }));
}

/** Waits that ran at the same time took less than they would have one after another. */
function sideBySide({ timeline, say }: Making): readonly string[] {
  const waited = timeline.tasks
    .flatMap(({ waits }) => waits)
    .filter(passesTime)
    .reduce((sum, wait) => sum + lasts(wait), 0);
  const took = union(timeline);
  if (took === 0 || waited < took * 1.5) return [];
  return [say('timeline.note-side-by-side', { waited: duration(waited), took: duration(took) })];
}

/** Tasks that could have waited at the same time, but did not. */
function oneByOne({ timeline, say }: Making): readonly string[] {
  const slept = timeline.tasks.filter(({ waits, parent }) => parent !== null && waits.some(passesTime));
  const hasTurns = timeline.tasks.some(({ waits }) =>
    waits.some(({ kind }) => lookOf[kind] === 'turn' || lookOf[kind] === 'queue'),
  );
  const overlaps = slept.some((task, at) =>
    slept.slice(at + 1).some((other) => task.start < endOf(other) && other.start < endOf(task)),
  );
  if (slept.length < 2 || hasTurns || overlaps) return [];
  return [say('timeline.note-one-by-one', { count: slept.length })];
}

const endOf = ({ end }: TracedTask): number => end ?? Number.POSITIVE_INFINITY;

const passesTime = ({ kind }: Wait): boolean => lookOf[kind] === 'sleep' || lookOf[kind] === 'outside';
const lasts = ({ start, end }: Wait): number => end - start;

/** How long at least one task slept or waited for the outside. */
function union({ tasks }: Timeline): number {
  const waits = tasks
    .flatMap((task) => task.waits)
    .filter(passesTime)
    .toSorted((one, other) => one.start - other.start);
  let covered = 0;
  let until = 0;
  for (const { start, end } of waits) {
    covered += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return covered;
}

/** The longest wait for a lock or a permit. */
function turns(making: Making): readonly string[] {
  const { timeline, names, say } = making;
  const all = timeline.tasks.flatMap((task) => task.waits.map((wait) => ({ task, wait })));
  const [longest] = all
    .filter(({ wait }) => lookOf[wait.kind] === 'turn' && wait.end > wait.start)
    .toSorted((one, other) => lasts(other.wait) - lasts(one.wait));
  if (longest === undefined || timeline.deadlock !== null) return [];
  const { task, wait } = longest;
  const values = { name: names.told(task), time: duration(lasts(wait)) };
  const [semaphore, ...others] = timeline.shared.filter(({ kind }) => kind === 'semaphore');
  if (wait.kind === 'semaphore' && semaphore !== undefined && others.length === 0) {
    return [
      say('timeline.note-permits', {
        ...values,
        what: sharedLabel(semaphore, making),
        count: capacity(semaphore) ?? '?',
      }),
    ];
  }
  return [
    say('timeline.note-turn', {
      ...values,
      place: wait.line === null ? say('timeline.somewhere') : say('timeline.line', { line: wait.line }),
    }),
  ];
}

function queues(making: Making): readonly string[] {
  const deep = making.timeline.shared
    .filter(({ kind }) => kind === 'queue')
    .map((thing) => ({ thing, most: thing.changes.reduce((most, { value }) => Math.max(most, value), 0) }))
    .toSorted((one, other) => other.most - one.most);
  return deep
    .slice(0, 1)
    .filter(({ most }) => most > 1)
    .map(({ thing, most }) => making.say('timeline.note-queue', { what: sharedLabel(thing, making), count: most }));
}

function leftOut({ timeline, say }: Making): readonly string[] {
  const { tasks, tasksLeftOut } = timeline;
  return tasksLeftOut === 0 ? [] : [say('timeline.note-left-out', { shown: tasks.length, count: tasksLeftOut })];
}
