import type { Course, Objective } from '../course/course.ts';
import type { ConceptId, ExerciseId } from '../ids.ts';
import type { Mastery } from './mastery.ts';
import { isRemembered } from './mastery.ts';

/** How far an objective is: `met` when all its concepts are known and its exercises passed; `fading` when some of them are due again. */
export interface ObjectiveStanding {
  readonly kind: 'met' | 'fading' | 'open';
  readonly objective: Objective;
  readonly concepts: { readonly known: number; readonly fading: number; readonly of: number };
  readonly exercises: { readonly passed: number; readonly of: number };
}

/** Of every lesson that is here, in order. */
export function objectiveStandings(course: Course, all: readonly Mastery[]): readonly ObjectiveStanding[] {
  const states = new Map<ConceptId, Mastery['state']>(all.map(({ concept, state }) => [concept.id, state]));
  const passed = new Set(all.filter(isRemembered).flatMap(({ memory }) => [...memory.passed]));
  const objectives = course.lessons.flatMap((lesson) => (lesson.kind === 'here' ? lesson.objectives : []));
  return objectives.map((objective) => standingOf(objective, states, passed));
}

function standingOf(
  objective: Objective,
  states: ReadonlyMap<ConceptId, Mastery['state']>,
  passedOnes: ReadonlySet<ExerciseId>,
): ObjectiveStanding {
  const count = (state: Mastery['state']) => objective.concepts.filter((id) => states.get(id) === state).length;
  const [known, fading, of] = [count('known'), count('fading'), objective.concepts.length];
  const passed = objective.exercises.filter((id) => passedOnes.has(id)).length;
  const isProved = known + fading === of && passed === objective.exercises.length;
  return {
    kind: isProved ? (fading === 0 ? 'met' : 'fading') : 'open',
    objective,
    concepts: { known, fading, of },
    exercises: { passed, of: objective.exercises.length },
  };
}
