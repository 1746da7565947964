import type { Kit } from '../command.ts';
import { classOf } from '../classes/class-of.ts';
import type { Handle } from '../handle.ts';
import type { Request } from '../request.ts';

/** Whoever asks is seen in their class, and is a teacher there if its managers have said so. */
export function acquainted(next: Handle, { store, clock }: Kit): Handle {
  return async function* met(request, signal) {
    const of = classOf(request.place);
    await store.classes.seen(request.learner, of, clock.now());
    const teachers = of === null || request.place.role === 'teacher' ? [] : await store.classes.teachers(of);
    yield* next(teachers.includes(request.learner) ? asTeacher(request) : request, signal);
  };
}

/** Looked up with every act: whoever is dismissed is no teacher from then on. */
const asTeacher = (request: Request): Request => ({
  ...request,
  place: { ...request.place, role: 'teacher', appointed: true },
});
