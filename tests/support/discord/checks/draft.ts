import { messageFlags } from '../codes.ts';
import type { Message, MessageBody, UploadedFile } from '../wire.ts';

/** A body that creates or edits a message, with what it comes with. */
export interface Draft {
  readonly body: MessageBody;
  readonly files: readonly UploadedFile[];
  /** The message that is edited; null for a new one. */
  readonly before: Message | null;
  /** Flags that may be set in this place. */
  readonly allowedFlags: number;
}

/** Whether the message is one of Components V2 after the draft: the flag cannot be taken back. */
export function isV2({ body, before }: Pick<Draft, 'body' | 'before'>): boolean {
  return (((body.flags ?? 0) | (before?.flags ?? 0)) & messageFlags.componentsV2) !== 0;
}

/** A body with what is empty for what is not there. */
export function filled(body: MessageBody): Filled {
  return {
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: body.components ?? [],
    attachments: body.attachments ?? [],
    flags: body.flags ?? 0,
  };
}

type Filled = {
  readonly [Field in 'content' | 'embeds' | 'components' | 'attachments' | 'flags']: NonNullable<MessageBody[Field]>;
};
