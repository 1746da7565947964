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
    const circle = circleFrom(step, byId);
    if (circle === null || circle.some(({ id }) => told.has(id))) continue;
    for (const { id } of circle) told.add(id);
    const way = [...circle, step].map(({ id }) => `\`${id}\``).join(' → ');
    const message = `expected prerequisites that begin somewhere, found a circle (${way}); take one of them out.`;
    report({ file: step.file, line: step.line, message });
  }
}

/** The shortest way from a step back to itself; null when there is none. */
function circleFrom(start: Step, byId: ReadonlyMap<string, Step>): readonly Step[] | null {
  const seen = new Set<string>();
  let ways: readonly (readonly Step[])[] = [[start]];
  while (ways.length > 0) {
    const longer: (readonly Step[])[] = [];
    for (const way of ways) {
      for (const id of way.at(-1)?.requires ?? []) {
        if (id === start.id) return way;
        const next = byId.get(id);
        if (next === undefined || seen.has(id)) continue;
        seen.add(id);
        longer.push([...way, next]);
      }
    }
    ways = longer;
  }
  return null;
}
