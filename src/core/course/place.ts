import type { Kit } from '../command.ts';
import type { LearnerId } from '../ids.ts';
import type { Position } from '../ports/store.ts';
import { Refusal } from '../refusal.ts';
import type { Chunk, Course } from './course.ts';
import { chunkOf, findCourse } from './find.ts';

/** Where a learner stands. */
export interface LearnerPlace {
  readonly course: Course;
  readonly chunk: Chunk;
  /** Epoch milliseconds of the last move. */
  readonly since: number;
}

/** What the store says of a learner's place in a course; the content may have lost that chunk since. */
export async function positionIn(course: Course, learner: LearnerId, { store }: Kit): Promise<Position | undefined> {
  return (await store.progress.positions(learner)).find((one) => one.course === course.id);
}

/** The learner's place in a course; null when it has not been begun, or its chunk is no longer there. */
export async function placeIn(course: Course, learner: LearnerId, kit: Kit): Promise<LearnerPlace | null> {
  const position = await positionIn(course, learner, kit);
  const chunk = chunkOf(course, position?.chunk ?? null);
  return position === undefined || chunk === undefined ? null : { course, chunk, since: position.since };
}

/** The learner's place in the course they were in last; null when they have begun none. */
export async function lastPlace(learner: LearnerId, kit: Kit): Promise<LearnerPlace | null> {
  for (const position of await kit.store.progress.positions(learner)) {
    const course = kit.library.courses.find(({ id }) => id === position.course);
    const place = course && (await placeIn(course, learner, kit));
    if (place) return place;
  }
  return null;
}

/** The course meant by a request: the one named, else the one the learner was in last, else the first there is. */
export async function courseMeant(named: string | undefined, learner: LearnerId, kit: Kit): Promise<Course> {
  if (named !== undefined) return findCourse(kit.library, named);
  const course = (await lastPlace(learner, kit))?.course ?? kit.library.courses[0];
  if (course === undefined) throw new Error('the library holds no course: the loader must refuse that');
  return course;
}

export function notBegun(course: Course): Refusal {
  return new Refusal(
    'not-begun',
    (say) => say('refusal.not-begun', { course: course.id }),
    (say) => [{ label: say('button.begin'), weight: 'primary', command: 'lesson', args: { course: course.id } }],
  );
}
