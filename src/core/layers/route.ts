import type { Handle } from '../handle.ts';
import type { Command, Kit } from '../command.ts';
import { checkedArgs } from '../command.ts';
import { quote } from '../inline.ts';
import { Refusal } from '../refusal.ts';
import type { Request } from '../request.ts';
import { languageFor } from '../words.ts';

/** Finds the command that a request names and runs it. */
export function route(commands: readonly Command[], kit: Kit): Handle {
  return async function* routed(request, signal) {
    const command = commands.find(({ name }) => name === request.command);
    if (command === undefined) throw unknownCommand(request.command);
    const language = languageFor(request.locale);
    refuseOthers(command, request);
    const args = checkedArgs(command, request.args);
    yield* command.run({ args, request, say: kit.library.speak(language), language, kit, signal });
  };
}

/** What platforms show to whom is no wall: who may is known here. */
function refuseOthers({ askedBy }: Command, { place }: Request): void {
  if (askedBy === 'everyone') return;
  if (place.role !== 'teacher') throw new Refusal('for-teachers', (say) => say('refusal.for-teachers'));
  if (askedBy === 'managers' && place.appointed === true)
    throw new Refusal('managers-only', (say) => say('refusal.managers-only'));
}

function unknownCommand(typed: string): Refusal {
  return new Refusal(
    'unknown-command',
    (say) => say('refusal.unknown-command', { command: quote(typed) }),
    (say) => [{ label: say('button.help'), weight: 'primary', command: 'help', args: {} }],
  );
}
