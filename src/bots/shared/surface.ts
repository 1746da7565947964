import type { View } from '#core/view.ts';

/** The place of one reply: what is shown there replaces what it showed before. */
export interface Surface<Shown> {
  /** Says that the reply is coming. */
  acknowledge(): Promise<void>;
  /** Rejects with an error of the platform when it cannot be shown there. What is passing may be left out. */
  show(shown: Shown, stage: View['stage']): Promise<void>;
  /** Called when no reply comes after an acknowledgement: takes it back. */
  withdraw(): Promise<void>;
}

/** What a surface does with its messages, one by one. */
export interface Page<Message> {
  readonly add: (message: Message, place: number) => Promise<string>;
  readonly edit: (id: string, message: Message) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

/** Shows messages from a place on: those that stand there are edited, what lacks is added, what is too much is removed. */
export async function arrange<Message>(
  messages: readonly Message[],
  ids: string[],
  page: Page<Message>,
): Promise<void> {
  for (const [place, message] of messages.entries()) {
    const id = ids[place];
    if (id === undefined) ids[place] = await page.add(message, place);
    else await page.edit(id, message);
  }
  for (const id of ids.splice(messages.length)) await page.remove(id);
}
