import { classHere } from '../classes/class-of.ts';
import { clockOf } from '../classes/clock-of.ts';
import { defineCommand } from '../command.ts';
import { classAssignmentsView, ownAssignmentsView } from '../views/assignments-view.ts';

/** What the class is asked to do: to learners what is theirs, to teachers how many have done it. */
export const assignments = defineCommand({
  name: 'assignments',
  summary: 'command.assignments',
  options: {},
  async *run(call) {
    const { kit, request } = call;
    const of = classHere(call);
    const reader = { ...call, ...(await clockOf(call)), library: kit.library };
    yield request.place.role === 'teacher'
      ? classAssignmentsView(await kit.store.assignments.overview(of), null, reader)
      : ownAssignmentsView(await kit.store.assignments.of(request.learner, of), reader);
  },
});
