import { fallback } from './fallback.ts';
import { jsonBytes } from './json-bytes.ts';
import { mostBlocks, mostBlocksBytes, mostFiles } from '../limits.ts';
import type { Part } from './part.ts';
import { introduces } from './part.ts';
import type { MessageBlock, SlackMessage } from './payload.ts';
import { proseParts } from './prose-parts.ts';

/** Parts that fit one message as that message. */
export function message(parts: readonly Part[]): SlackMessage {
  const files = filesOf(parts);
  const told = files.flatMap(({ name }) => proseParts([{ kind: 'code', text: name }]));
  const shown = blocksOf(parts);
  return {
    text: fallback(parts.map(({ words }) => words)),
    blocks: shown.length > 0 ? shown : blocksOf(told),
    files,
  };
}

/** Whether Slack takes these parts in one message. */
export function fits(parts: readonly Part[]): boolean {
  const blocks = blocksOf(parts);
  return blocks.length <= mostBlocks && jsonBytes(blocks) <= mostBlocksBytes && filesOf(parts).length <= mostFiles;
}

const filesOf = (parts: readonly Part[]) => parts.flatMap((part) => (part.kind === 'file' ? [part.file] : []));

/** A text and what it introduces are one block: Slack draws a gap between blocks. */
export function blocksOf(parts: readonly Part[]): readonly MessageBlock[] {
  return parts.reduce<readonly MessageBlock[]>((above, part, at) => {
    if (part.kind === 'file') return above;
    const last = above.at(-1);
    const before = parts[at - 1];
    const touches = before !== undefined && (introduces(before) || (part.kind === 'text' && part.form === 'list'));
    if (!touches || last?.type !== 'rich_text' || part.block.type !== 'rich_text') return [...above, part.block];
    return [...above.slice(0, -1), { ...last, elements: [...last.elements, ...part.block.elements] }];
  }, []);
}
