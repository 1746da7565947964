import type { Taking } from '#bots/shared/inbox.ts';
import type { Identity, RawInteraction, RawMessage } from './wire.ts';

/** Who listens to what comes from Discord, by whichever way. */
export interface Hearing {
  /** Called when Discord has let us in, perhaps more than once. */
  ready(identity: Identity): void;
  /** Settles when it is safe to say that we have it; `unsafe`: it is not. */
  interaction(raw: RawInteraction): Promise<Taking>;
  message(raw: RawMessage): void;
  /** A server and the language it prefers. */
  guild(id: string, locale: string): void;
  /** A server that the bot was removed from. */
  guildGone(id: string): void;
}
