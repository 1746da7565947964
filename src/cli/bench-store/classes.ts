import type { Class } from '#core/ports/class-store.ts';

/** A class, whose members follow each other. */
export interface ClassHere extends Class {
  readonly nth: number;
  readonly first: number;
  readonly size: number;
}

/** Of all learners so many are in a class. */
const share = 0.8;
const mostMembers = 2000;
const fewestMembers = 20;

/** Classes by their size: a few have thousands of members, most some dozens. */
export function classesOf(learners: number): readonly ClassHere[] {
  const classes: ClassHere[] = [];
  const last = Math.floor(learners * share);
  for (let first = 0; first < last;) {
    const nth = classes.length;
    const usual = Math.round((mostMembers * 8 * Math.max(1, learners / 100_000)) / (nth + 8));
    const size = Math.min(
      last - first,
      mostMembers,
      Math.max(fewestMembers, Math.min(usual, Math.floor(learners / 5))),
    );
    classes.push({ platform: 'bench', community: `class-${String(nth).padStart(4, '0')}`, nth, first, size });
    first += size;
  }
  return classes;
}
