import type { CommandDeclaration, Kit, Suggestion } from './command.ts';
import { commands } from './commands/index.ts';
import type { Library } from './course/course.ts';
import { acquainted } from './layers/acquainted.ts';
import { answered } from './layers/answered.ts';
import { boundary } from './layers/boundary.ts';
import { discreet } from './layers/discreet.ts';
import { logged } from './layers/logged.ts';
import { route } from './layers/route.ts';
import { spoken } from './layers/spoken.ts';
import type { Delivery, DeliveryOutcome } from './delivery.ts';
import { deliveryEnded, dueDeliveries } from './deliveries.ts';
import type { Handle } from './handle.ts';
import type { LearnerId } from './ids.ts';
import { languageSpoken } from './language-spoken.ts';
import type { Log } from './ports/log.ts';
import type { Request } from './request.ts';
import type { Language, Say } from './words.ts';
import { languageFor } from './words.ts';

/** The whole bot as one function: platforms give it requests and draw the views that come. */
export interface App {
  readonly handle: Handle;
  readonly commands: readonly CommandDeclaration[];
  readonly speak: (language: Language) => Say;
  /** The language that somebody is spoken to in: the one they chose, else that of their platform's locale (BCP 47). */
  readonly languageOf: (learner: LearnerId, locale: string) => Promise<Language>;
  /** Told when the bot was removed from a community, by the platform's names: what belongs to it is forgotten. */
  readonly left: (platform: string, community: string) => Promise<void>;
  /** Asked at every heartbeat: what is to be sent now on these platforms, claimed for whoever asks. */
  readonly due: (platforms: readonly string[]) => Promise<readonly Delivery[]>;
  /** Told what came of a delivery. */
  readonly delivered: (delivery: Delivery, outcome: DeliveryOutcome) => Promise<void>;
  /** What may be meant by what is typed into an option so far; the likeliest first. */
  readonly suggest: (asked: AskedSuggestion) => readonly Suggestion[];
}

export interface AskedSuggestion {
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  /** The values of the command's other options so far. */
  readonly args: Request['args'];
  /** BCP 47. */
  readonly locale: string;
}

export function createApp({ log, ...ports }: Omit<Kit, 'commands'> & { readonly log: Log }): App {
  const kit: Kit = { ...ports, commands };
  const known = answered(acquainted(route(commands, kit), kit), kit);
  const safely = boundary(logged(known, kit, log), kit, log);
  const handle = spoken(discreet(safely, kit), kit);
  const failed = (producer: string, error: unknown) => log.error('nothing due', { producer, error });
  return {
    handle,
    commands,
    speak: ports.library.speak,
    languageOf: async (learner, locale) => await languageSpoken({ learner, locale }, ports.store),
    left: async (platform, community) => await ports.store.ownData.forgetCommunity(platform, community),
    due: async (platforms) => await dueDeliveries(platforms, { kit, failed }),
    delivered: async (delivery, outcome) => await deliveryEnded(delivery, outcome, kit),
    suggest: suggestFrom(ports.library),
  };
}

function suggestFrom(library: Library): App['suggest'] {
  return ({ command: name, option, typed, args, locale }) => {
    const command = commands.find((one) => one.name === name);
    const suggest =
      command === undefined || !Object.hasOwn(command.options, option) ? null : command.options[option]?.suggest;
    return suggest?.(typed, { library, language: languageFor(locale), args }) ?? [];
  };
}
