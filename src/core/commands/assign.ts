import { audited } from '../classes/audited.ts';
import { classHere } from '../classes/class-of.ts';
import { clockOf } from '../classes/clock-of.ts';
import { showDue } from '../classes/due.ts';
import { personNamed } from '../classes/person-named.ts';
import type { AssignTyped } from '../classes/read-task.ts';
import { findTask, readAssign } from '../classes/read-task.ts';
import type { Call, Suggest } from '../command.ts';
import { defineCommand, typedPerson, typedText } from '../command.ts';
import { suggestExercises } from '../course/suggest.ts';
import { quote } from '../inline.ts';
import type { Class, Task } from '../ports/class-store.ts';
import { Refusal } from '../refusal.ts';
import { classAssignmentsView, taskInWords } from '../views/assignments-view.ts';

const suggestItems: Suggest = (typed, desk) => suggestExercises(typed, desk);

/** `/assign retry 2026-12-01 18:00` gives the class something to do; `extend` gives more time, `remove` takes it back. */
export const assign = defineCommand({
  name: 'assign',
  summary: 'command.assign',
  options: {
    what: typedText('option.assign-what', suggestItems),
    due: typedText('option.assign-due'),
    who: typedPerson('option.assign-who'),
  },
  askedBy: 'teachers',
  async *run(call) {
    const { args, kit } = call;
    const of = classHere(call);
    const { words, person } = sorted([args.what, args.due, args.who], call);
    const told = await carryOut(readAssign(words, person), of, call);
    const tasks = await kit.store.assignments.overview(of);
    yield classAssignmentsView(tasks, told, { ...call, ...(await clockOf(call)), library: kit.library });
  },
});

/** Where words follow one another, the last one may name a person, or be the end of a time. */
function sorted(typed: readonly (string | undefined)[], { request }: Call<string>) {
  const all = typed.flatMap((words) => (words ?? '').split(/\s+/u)).filter((word) => word !== '');
  const person = all.find((word) => word.startsWith(`${request.place.platform}:`) || word.startsWith('@'));
  return { words: all.filter((word) => word !== person), person };
}

/** What was done, in a sentence; null where nothing was. */
async function carryOut(typed: AssignTyped, of: Class, call: Call<string>): Promise<string | null> {
  const { kit, request, say } = call;
  if (typed.kind === 'list') return null;
  const task = findTask(kit.library, of, typed.item);
  const what = taskInWords(task, { ...call, library: kit.library });
  switch (typed.kind) {
    case 'assign': {
      await audited(call, { act: 'assign', about: `${typed.item} ${typed.due}` });
      const { due } = typed;
      const outcome = await kit.store.assignments.assign({ ...task, due, by: request.learner, at: kit.clock.now() });
      const values = { what, due: showDue(due) };
      return outcome === 'assigned' ? say('assign.set', values) : say('assign.moved', values);
    }
    case 'extend':
      return await extend(task, typed, { call, what });
    case 'withdraw':
      await audited(call, { act: 'assign remove', about: typed.item });
      if ((await kit.store.assignments.withdraw(task)) === 'none') throw notAssigned(typed.item);
      return say('assign.withdrawn', { what });
  }
}

interface Extending {
  readonly call: Call<string>;
  /** The task in words. */
  readonly what: string;
}

/** For one learner, or (nobody named) for all: then it is due later for everybody. */
async function extend(
  task: Task,
  { item, due, person }: Extract<AssignTyped, { readonly kind: 'extend' }>,
  { call, what }: Extending,
): Promise<string> {
  const { kit, request, say } = call;
  const { assignments } = kit.store;
  const learner = person === null ? null : personNamed(person, request);
  await audited(call, { act: 'assign extend', about: `${item} ${due} ${learner ?? ''}` });
  if (learner === null) {
    const isThere = (await assignments.overview(task)).some((one) => isSame(one, task));
    if (!isThere) throw notAssigned(item);
    await assignments.assign({ ...task, due, by: request.learner, at: kit.clock.now() });
  } else if ((await assignments.extend({ ...task, learner, due })) === 'none') throw notAssigned(item);
  return say('assign.extended', { what, due: showDue(due) });
}

const isSame = (one: Task, other: Task): boolean =>
  one.course === other.course && JSON.stringify(one.item) === JSON.stringify(other.item);

const notAssigned = (item: string): Refusal =>
  new Refusal('not-assigned', (say) => say('refusal.not-assigned', { item: quote(item) }));
