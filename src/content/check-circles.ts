import type { Report } from './problem.ts';

/** Something that one has to know others for first. */
interface Step {
  readonly id: string;
  readonly requires: readonly string[];
  readonly file: string;
  readonly line: number;
}

/** Reports circles among prerequisites, each once: nobody could begin anywhere in them. */
export function checkCircles(steps: readonly Step[], report: Report): void {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const told = new Set<string>();
  for (const step of steps) {
    const circle = wayTo(step, step, { byId, seen: new Set() });
    if (circle === null || circle.some(({ id }) => told.has(id))) continue;
    for (const { id } of circle) told.add(id);
    const way = [...circle, step].map(({ id }) => `\`${id}\``).join(' → ');
    const message = `expected prerequisites that begin somewhere, found a circle (${way}); take one of them out.`;
    report({ file: step.file, line: step.line, message });
  }
}

interface Search {
  readonly byId: ReadonlyMap<string, Step>;
  readonly seen: Set<string>;
}

/** From a step by what it requires to the goal, which is left out; null when there is no such way. */
function wayTo(goal: Step, from: Step, search: Search): readonly Step[] | null {
  if (search.seen.has(from.id)) return null;
  search.seen.add(from.id);
  if (from.requires.includes(goal.id)) return [from];
  for (const id of from.requires) {
    const next = search.byId.get(id);
    const way = next === undefined ? null : wayTo(goal, next, search);
    if (way !== null) return [from, ...way];
  }
  return null;
}
