import type { CommandDeclaration, Kit } from './command.ts';
import { commands } from './commands/index.ts';
import { answered } from './layers/answered.ts';
import { boundary } from './layers/boundary.ts';
import { logged } from './layers/logged.ts';
import { route } from './layers/route.ts';
import type { Log } from './ports/log.ts';
import type { Request } from './request.ts';
import type { View } from './view.ts';
import type { Language, Say } from './words.ts';

/** The whole bot as one function: platforms give it requests and draw the views that come. */
export interface App {
  readonly handle: Handle;
  readonly commands: readonly CommandDeclaration[];
  readonly speak: (language: Language) => Say;
}

/**
 * Answers a request with a stream of views, each replacing the one before it. The stream is empty when the same request
 * has been answered already. It never throws: refusals and faults of our own come as views too.
 */
export type Handle = (request: Request, signal: AbortSignal) => AsyncIterable<View>;

export function createApp({ log, ...ports }: Omit<Kit, 'commands'> & { readonly log: Log }): App {
  const kit: Kit = { ...ports, commands };
  const handle = boundary(logged(answered(route(commands, kit), kit), kit, log), kit, log);
  return { handle, commands, speak: ports.library.speak };
}
