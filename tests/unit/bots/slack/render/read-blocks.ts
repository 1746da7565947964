import type { Actions, MessageBlock, SlackMessage } from '#bots/slack/render/payload.ts';
import { nodesIn } from '../../../../support/slack-limits.ts';

/** What a learner reads in messages, in order; without the labels of what can be pressed. */
export function readBlocks(blocks: readonly { readonly type: string }[]): string {
  return nodesIn(blocks.filter(({ type }) => type !== 'actions'))
    .flatMap(({ type, text, url, alt_text: alternative }) => {
      if (type === 'link') return [text ?? url];
      if (type === 'text' || type === 'plain_text') return [text];
      return alternative === undefined ? [] : [alternative];
    })
    .join('\n');
}

export const blocksIn = (sent: readonly SlackMessage[]): readonly MessageBlock[] =>
  sent.flatMap(({ blocks }) => blocks);

/** The ids behind all buttons and options, in order. */
export function pressedIds(blocks: readonly { readonly type: string }[]): readonly string[] {
  return blocks
    .filter(isActions)
    .flatMap(({ elements }) =>
      elements.flatMap((element) =>
        element.type === 'button' ? [element.value] : element.options.map(({ value }) => value),
      ),
    );
}

const isActions = (block: { readonly type: string }): block is Actions => block.type === 'actions';
