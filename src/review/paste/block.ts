/** One line of code, cleaned of what the chat did to it. */
export interface CodeLine {
  readonly text: string;
  /** From 1, in the message as it was received. */
  readonly line: number;
}

/** A stretch of code in a message. */
export interface Block {
  readonly lines: readonly CodeLine[];
  /** The line of the message on which the block as a reader sees it begins, from 1. */
  readonly firstLine: number;
  /** Its fence was never closed: the message may have been cut off. */
  readonly isOpen: boolean;
  /** It was typed at a prompt, where `await` may stand anywhere. */
  readonly isSession: boolean;
}
