import type { Timeline, TracedTask } from './timeline.ts';

/** How tasks are called. */
export interface TaskNames {
  /** Of a lane: `beat`, and `Task-2` beside it where several are called so and nobody gave them names. */
  lane(task: TracedTask): { readonly label: string; readonly aside: string };
  /** In a sentence: `beat`, or `fetch (Task-3)` where several are called so. */
  told(task: TracedTask): string;
  /** What the runner calls `Task-3`, in a sentence. */
  toldByName(name: string): string;
  /** Without the number, even where several are called so. */
  labelById(id: number | null): string;
  /** In a sentence; empty when nobody knows the task. */
  toldById(id: number | null): string;
}

/** Names for the tasks of a timeline: a coroutine's name says more than the number that asyncio gives. */
export function taskNames({ tasks }: Timeline): TaskNames {
  const byName = Map.groupBy(tasks, ({ name }) => name);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const labels = Map.groupBy(tasks, labelOf);
  const isShared = (task: TracedTask): boolean =>
    labelOf(task) !== task.name && (labels.get(labelOf(task))?.length ?? 0) > 1;
  const told = (task: TracedTask): string => (isShared(task) ? `${labelOf(task)} (${task.name})` : labelOf(task));
  return {
    lane: (task) => {
      const label = labelOf(task);
      return { label, aside: isShared(task) ? task.name : '' };
    },
    told,
    toldByName: (name) => {
      const [task, ...others] = byName.get(name) ?? [];
      return task === undefined || others.length > 0 ? name : told(task);
    },
    labelById: (id) => {
      const task = id === null ? undefined : byId.get(id);
      return task === undefined ? '' : labelOf(task);
    },
    toldById: (id) => {
      const task = id === null ? undefined : byId.get(id);
      return task === undefined ? '' : told(task);
    },
  };
}

const labelOf = ({ name, coroutine }: TracedTask): string => (givenByAsyncio.test(name) ? coroutine : name);

const givenByAsyncio = /^Task-\d+$/u;
