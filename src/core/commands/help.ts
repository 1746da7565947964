import type { Call, CommandDeclaration } from '../command.ts';
import { defineCommand } from '../command.ts';
import { courseMeant, placeIn } from '../course/place.ts';
import { inline } from '../inline.ts';
import type { Request } from '../request.ts';
import type { Span, View } from '../view.ts';
import { choices, inlineCode, list, prose, text, view } from '../view.ts';
import type { Say } from '../words.ts';

/** The commands there are, from their own declarations. */
export const help = defineCommand({
  name: 'help',
  summary: 'command.help',
  options: {},
  async *run(call) {
    yield await helpFor(call);
  },
});

/** What can be typed, and the way into the course. */
export async function helpFor({ say, kit, request }: Call<string>): Promise<View> {
  const course = await courseMeant(undefined, request.learner, kit);
  const begun = (await placeIn(course, request.learner, kit)) !== null;
  const label = begun ? say('button.continue') : say('button.begin');
  return view(say('help.title'), [
    prose(...inline(say('help.commands'))),
    list(kit.commands.filter((command) => isFor(request, command)).flatMap((command) => usage(command, say))),
    prose(...inline(say('help.code'))),
    prose(...inline(say('help.words'))),
    choices({ label, weight: 'primary', command: 'lesson', args: { course: course.id } }),
  ]);
}

/** What only some may do is in their way only. */
function isFor({ place }: Request, { askedBy }: CommandDeclaration): boolean {
  if (askedBy === 'managers') return place.role === 'teacher' && place.appointed !== true;
  return askedBy === 'everyone' || place.role === 'teacher';
}

function usage(command: CommandDeclaration, say: Say): readonly (readonly Span[])[] {
  if (command.summary === null) return [];
  const options = Object.entries(command.options).filter(([, option]) => option.about !== null);
  const typed = [`/${command.name}`, ...options.map(([name]) => `[${name}]`)].join(' ');
  return [[inlineCode(typed), text(` – ${say(command.summary)}`)]];
}
