import type { Taking } from '#bots/shared/inbox.ts';
import type { FormHeard } from './hear-press.ts';
import type { Visit } from './visit.ts';
import type {
  OpenedHome,
  RawCommand,
  RawMessage,
  RawPress,
  RawShortcut,
  RawSubmission,
  StartedThread,
} from './wire.ts';

/**
 * Who listens to what comes from Slack, by whichever way. What is promised settles when it is safe to say that we have it;
 * `unsafe`: it is not.
 */
export interface Hearing {
  command(raw: RawCommand, call: Call): Promise<Taking>;
  shortcut(raw: RawShortcut, call: Call): Promise<Taking>;
  press(raw: RawPress, call: Call): Promise<Taking>;
  /** Settles soon: the form waits for it. */
  form(raw: RawSubmission, call: Call): Promise<Pick<FormHeard, 'errors'>>;
  message(message: RawMessage, call: Call): Promise<Taking>;
  homeOpened(heard: OpenedHome & { readonly event: string }, visit: Visit): void;
  threadStarted(heard: { readonly event: string; readonly thread: StartedThread }, call: Call): Promise<Taking>;
  /** The bot is not welcome there any more. */
  removed(place: RemovedPlace): void;
}

/** Something that came, in the form in which Slack sends it. */
export interface Call {
  readonly visit: Visit;
  readonly body: unknown;
}

export interface RemovedPlace {
  readonly event: string;
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  readonly isForAll: boolean;
}
