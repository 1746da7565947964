import type { CommandDeclaration, Kit } from './command.ts';
import { commands } from './commands/index.ts';
import { answered } from './layers/answered.ts';
import { boundary } from './layers/boundary.ts';
import { logged } from './layers/logged.ts';
import { route } from './layers/route.ts';
import type { Handle } from './handle.ts';
import type { Log } from './ports/log.ts';
import type { Language, Say } from './words.ts';

/** The whole bot as one function: platforms give it requests and draw the views that come. */
export interface App {
  readonly handle: Handle;
  readonly commands: readonly CommandDeclaration[];
  readonly speak: (language: Language) => Say;
}

export function createApp({ log, ...ports }: Omit<Kit, 'commands'> & { readonly log: Log }): App {
  const kit: Kit = { ...ports, commands };
  const handle = boundary(logged(answered(route(commands, kit), kit), kit, log), kit, log);
  return { handle, commands, speak: ports.library.speak };
}
