import { setTimeout as pause } from 'node:timers/promises';
import type { MessageBlock, SlackMessage } from './render/payload.ts';
import { proseParts } from './render/prose-parts.ts';
import { troubleOf } from './trouble.ts';

/** Slack takes a picture some time after it was uploaded. */
const pausesMs = [600, 1800];

/** Sends a message with its pictures, and with their words in their place where Slack does not take them. */
export async function withPictures<Result>(
  content: SlackMessage,
  send: (shown: SlackMessage) => Promise<Result>,
): Promise<Result> {
  if (!content.blocks.some(({ type }) => type === 'image')) return await send(content);
  for (const pauseMs of pausesMs) {
    try {
      return await send(content);
    } catch (error) {
      if (troubleOf(error) !== 'refused') throw error;
      await pause(pauseMs);
    }
  }
  return await send({ ...content, blocks: content.blocks.flatMap(inWords) });
}

function inWords(block: MessageBlock): readonly MessageBlock[] {
  if (block.type !== 'image') return [block];
  return proseParts([{ kind: 'text', text: block.alt_text }]).map((part) => part.block);
}
