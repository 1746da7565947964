import type { Call } from '../command.ts';
import type { View } from '../view.ts';
import { assignmentsLine } from '../views/assignments-view.ts';
import { classOf } from './class-of.ts';
import { clockOf } from './clock-of.ts';

/** A view with a line above it on what the class has still to do; as it is where there is nothing. */
export async function withAssignments(shown: View, call: Call<string>): Promise<View> {
  const { kit, request } = call;
  const of = classOf(request.place);
  if (of === null) return shown;
  const tasks = await kit.store.assignments.of(request.learner, of);
  const line = assignmentsLine(tasks, { ...call, ...(await clockOf(call)), library: kit.library });
  return line === null ? shown : { ...shown, blocks: [line, ...shown.blocks] };
}
