import { isObject } from '../checks/check-text.ts';
import type { Block } from '../wire.ts';
import { escapeBare } from './entities.ts';
import type { World } from './model.ts';

/** Blocks as Slack keeps them and sends them back: ids given to all, defaults written out, texts escaped. */
export function keepBlocks(world: World, blocks: readonly Block[]): readonly Block[] {
  return blocks.map((block) => {
    const kept = keep(world, { ...block, block_id: block.block_id ?? world.secret().slice(0, 5) });
    return isBlock(kept) ? kept : block;
  });
}

function isBlock(value: unknown): value is Block {
  return isObject(value) && typeof value['type'] === 'string';
}

const interactive =
  /^(?:button|checkboxes|overflow|radio_buttons|.*_select|.*picker|.*_input|feedback_buttons|icon_button)$/;

function keep(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => keep(world, one));
  if (!isObject(value)) return value;
  const type = String(value['type']);
  const inner = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, keep(world, one)]));
  if (type === 'plain_text') return { emoji: true, ...inner, text: escapeBare(String(value['text'])) };
  if (type === 'mrkdwn') return { verbatim: false, ...inner, text: escapeBare(String(value['text'])) };
  if (interactive.test(type) && value['action_id'] === undefined)
    return { ...inner, action_id: world.secret().slice(0, 5) };
  return inner;
}
