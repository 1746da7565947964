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

/** Who listens to what comes from Slack, by whichever way. */
export interface Hearing {
  command(raw: RawCommand, visit: Visit): void;
  shortcut(raw: RawShortcut, visit: Visit): void;
  press(raw: RawPress, visit: Visit): void;
  /** Settles soon: the form waits for it. */
  form(raw: RawSubmission, visit: Visit): Promise<Pick<FormHeard, 'errors'>>;
  message(heard: { readonly event: string; readonly message: RawMessage }, visit: Visit): void;
  homeOpened(heard: OpenedHome & { readonly event: string }, visit: Visit): void;
  threadStarted(heard: { readonly event: string; readonly thread: StartedThread }, visit: Visit): void;
  /** The bot is not welcome there any more. */
  removed(place: RemovedPlace): void;
}

export interface RemovedPlace {
  readonly event: string;
  readonly team: string | undefined;
  readonly enterprise: string | undefined;
  readonly isForAll: boolean;
}
