import type { OutgoingMessage } from './render/payload.ts';

/** The place of one reply: what is shown there replaces what it showed before. */
export interface Surface {
  /** Says that the reply is coming. */
  acknowledge(): Promise<void>;
  /** Rejects with what `troubleOf` reads when it cannot be shown there. */
  show(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Called when no reply comes after an acknowledgement: takes it back. */
  withdraw(): Promise<void>;
}

/** What a surface does with its messages, one by one. */
export interface Page {
  readonly add: (message: OutgoingMessage, place: number) => Promise<string>;
  readonly edit: (id: string, message: OutgoingMessage) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** Shows messages from a place on: those that stand there are edited, what lacks is added, what is too much is removed. */
export async function arrange(messages: readonly OutgoingMessage[], ids: string[], page: Page): Promise<void> {
  for (const [place, message] of messages.entries()) {
    const id = ids[place];
    if (id === undefined) ids[place] = await page.add(message, place);
    else await page.edit(id, message);
  }
  for (const id of ids.splice(messages.length)) await page.remove(id);
}
