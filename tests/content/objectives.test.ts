import { expect, test } from 'vitest';
import { realLibrary } from '../support/real-views.ts';

test.each(realLibrary().courses)('each concept and each exercise of $id stands for one objective', (course) => {
  const objectives = course.lessons.flatMap((lesson) => (lesson.kind === 'here' ? lesson.objectives : []));
  const sorted = (ids: readonly string[]) => ids.toSorted();
  expect(sorted(objectives.flatMap(({ concepts }) => concepts))).toEqual(sorted(course.concepts.map(({ id }) => id)));
  expect(sorted(objectives.flatMap(({ exercises }) => exercises))).toEqual(
    sorted(course.exercises.map(({ id }) => id)),
  );
});
