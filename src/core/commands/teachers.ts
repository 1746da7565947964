import { audited } from '../classes/audited.ts';
import { classHere } from '../classes/class-of.ts';
import { personNamed } from '../classes/person-named.ts';
import type { Call, Suggest } from '../command.ts';
import { defineCommand, typedPerson, typedText } from '../command.ts';
import { inline } from '../inline.ts';
import type { Class } from '../ports/class-store.ts';
import { inlineCode, list, prose, text, view } from '../view.ts';

const suggestChoices: Suggest = () => ['add', 'remove'].map((value) => ({ value, label: value }));

/**
 * `/teachers add @ann` makes somebody a teacher of the class who does not manage its server or workspace; `remove` takes that
 * back. Only who manages it may: teachers do not make teachers.
 */
export const teachers = defineCommand({
  name: 'teachers',
  summary: 'command.teachers',
  options: { choice: typedText('option.teachers', suggestChoices), who: typedPerson('option.teachers-who') },
  askedBy: 'managers',
  async *run(call) {
    const { kit, say } = call;
    const of = classHere(call);
    const told = await carryOut(of, call);
    const all = await kit.store.classes.teachers(of);
    yield view(say('teachers.title'), [
      ...(told === null ? [] : [prose(...inline(told))]),
      ...(all.length === 0
        ? [prose(...inline(say('teachers.none')))]
        : [prose(text(say('teachers.listed'))), list(all.map((learner) => [inlineCode(learner)]))]),
      prose(text(say('teachers.managers'))),
    ]);
  },
});

/** What was done, in a sentence; null where nothing was. */
async function carryOut(of: Class, { args, kit, request, say }: Call<'choice' | 'who'>): Promise<string | null> {
  const choice = (args.choice ?? '').trim().toLowerCase();
  if (choice !== 'add' && choice !== 'remove') return null;
  const learner = personNamed(args.who, request);
  const who = `\`${learner}\``;
  await audited({ request, kit }, { act: `teachers ${choice}`, about: learner });
  if (choice === 'add') {
    const outcome = await kit.store.classes.appoint({ ...of, learner, by: request.learner, at: kit.clock.now() });
    return outcome === 'appointed' ? say('teachers.appointed', { who }) : say('teachers.appointed-before', { who });
  }
  const outcome = await kit.store.classes.dismiss(of, learner);
  return outcome === 'dismissed' ? say('teachers.dismissed', { who }) : say('teachers.were-none', { who });
}
