import { createFileNames } from '#bots/shared/file-names.ts';
import { wholeText } from '#bots/shared/whole-text.ts';
import type { View } from '#core/view.ts';
import type { Drawing } from './render/block-parts.ts';
import { blockParts } from './render/block-parts.ts';
import type { Desk } from './render/desk.ts';
import { jsonBytes } from './render/json-bytes.ts';
import { mostMessages, shownHead, shownHeadBytes } from './limits.ts';
import { fits, message } from './render/message.ts';
import { createActionNames, offerParts } from './render/offer-parts.ts';
import { pack } from '#bots/shared/pack.ts';
import type { Part, TextPart } from './render/part.ts';
import { introduces } from './render/part.ts';
import type { SlackMessage } from './render/payload.ts';
import { proseParts } from './render/prose-parts.ts';
import { titleParts } from './render/title-parts.ts';

/**
 * A view as messages that Slack takes, at least one: the first is the reply, the others follow it. What can be pressed is
 * on the last.
 */
export function renderView(view: View, desk: Desk): readonly SlackMessage[] {
  const table = view.blocks.find(({ kind }) => kind === 'table') ?? null;
  const drawing: Drawing = { ...desk, table, files: 'uploaded', nameFile: createFileNames() };
  const body = [...titleParts(view), ...view.blocks.flatMap((block) => blockParts(block, drawing))];
  const tail = offerParts(view, drawing, createActionNames());
  const packed = pack(body, tail, { fits, introduces });
  const fewer =
    packed.length > mostMessages ? pack(headAndFile(view, body, drawing), tail, { fits, introduces }) : packed;
  const shown = fewer.length > 0 ? fewer : [proseParts([{ kind: 'text', text: '…' }])];
  return shown.map(message);
}

/** The beginning of a long view, all of its words as a file, and what is not text. */
function headAndFile(view: View, body: readonly Part[], { say, nameFile }: Drawing): readonly Part[] {
  const name = nameFile('text.txt');
  const texts = body.filter(isTextual);
  return [
    ...headOf(texts),
    ...proseParts([{ kind: 'emphasis', text: say('chat.beginning') }]),
    { kind: 'file', file: { name, content: wholeText(view) }, words: name },
    ...body.filter((part) => !isTextual(part)),
  ];
}

type Textual = TextPart | Extract<Part, { readonly kind: 'title' | 'table' }>;

const isTextual = (part: Part): part is Textual => ['title', 'text', 'table'].includes(part.kind);

/** What fits one message with room to spare; the first piece stands in any case. */
function headOf(texts: readonly Textual[]): readonly Textual[] {
  let [length, bytes] = [0, 0];
  const end = texts.findIndex(({ words, block }, at) => {
    length += words.length;
    bytes += jsonBytes(block);
    return at > 0 && (length > shownHead || bytes > shownHeadBytes);
  });
  return end < 0 ? texts : texts.slice(0, end);
}
