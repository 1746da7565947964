import type { Concept, Course } from '../course/course.ts';
import type { ConceptId } from '../ids.ts';
import type { Fact } from '../ports/evidence-store.ts';
import type { ConceptMemory } from './evidence-of.ts';
import { evidenceOf } from './evidence-of.ts';
import { retrievability } from './recall.ts';

/**
 * How a learner stands with a concept: `unasked` without evidence; `learning` while there is too little since the last
 * miss; else `known`, and `fading` from the time on when it is due.
 */
export type Mastery =
  | { readonly state: 'unasked'; readonly concept: Concept }
  | {
      readonly state: 'learning' | 'known' | 'fading';
      readonly concept: Concept;
      readonly memory: ConceptMemory;
      /** How likely it is to be remembered now, from 0 to 1. */
      readonly retrievability: number;
      readonly isDue: boolean;
    };

/** Concepts of which there is evidence. */
export type Remembered = Exclude<Mastery, { readonly state: 'unasked' }>;

/** One for each concept of the course, in its order. */
export function masteryOf(course: Course, facts: readonly Fact[], now: number): readonly Mastery[] {
  const memories = evidenceOf(course, facts);
  return course.concepts.map((concept) => {
    const memory = memories.get(concept.id);
    return memory === undefined ? { state: 'unasked', concept } : rememberedAt(concept, memory, now);
  });
}

/** Two answers since the last miss, or one program that passed without hints. */
const enough = 2;

function rememberedAt(concept: Concept, memory: ConceptMemory, now: number): Remembered {
  const isDue = memory.dueAt <= now;
  const state = memory.firmness < enough ? 'learning' : isDue ? 'fading' : 'known';
  return { state, concept, memory, retrievability: retrievability(memory, now - memory.lastAt), isDue };
}

export const isRemembered = (mastery: Mastery): mastery is Remembered => mastery.state !== 'unasked';

/** What is due, to be asked in this order: what is forgotten most first, but no concept before what it builds on. */
export function dueOf(all: readonly Mastery[]): readonly Remembered[] {
  const due = all.filter(isRemembered).filter(({ isDue }) => isDue);
  const waiting = due.toSorted((one, other) => one.retrievability - other.retrievability);
  const inTurn: Remembered[] = [];
  while (waiting.length > 0) {
    const ids = new Set(waiting.map(({ concept }) => concept.id));
    const next = waiting.findIndex(({ concept }) => !concept.requires.some((id) => ids.has(id)));
    inTurn.push(...waiting.splice(Math.max(0, next), 1));
  }
  return inTurn;
}

/** How many of the concepts that a concept builds on are not known now. */
export function countLacking({ requires }: Concept, all: readonly Mastery[]): number {
  const known = new Set<ConceptId>(all.filter(({ state }) => state === 'known').map(({ concept }) => concept.id));
  return requires.filter((id) => !known.has(id)).length;
}
