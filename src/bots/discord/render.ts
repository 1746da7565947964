import type { Tone, View } from '#core/view.ts';
import type { Drawing } from './render/block-parts.ts';
import { blockParts } from './render/block-parts.ts';
import { cut } from '#bots/shared/cut.ts';
import type { Desk } from './render/desk.ts';
import { escape } from './render/escape.ts';
import { createFileNames } from '#bots/shared/file-names.ts';
import { mostMessages, mostTitle, shownHead } from './limits.ts';
import { message } from './render/message.ts';
import { offerParts } from './render/offer-parts.ts';
import { packing } from './render/packing.ts';
import { pack } from '#bots/shared/pack.ts';
import type { Part, TextPart } from './render/part.ts';
import { textPart } from './render/part.ts';
import type { OutgoingMessage } from './render/payload.ts';
import { proseParts } from './render/prose-parts.ts';
import { visibleLine } from '#bots/shared/visible.ts';
import { wholeText } from '#bots/shared/whole-text.ts';

/**
 * A view as messages that Discord takes, at least one: the first is the reply, the others follow it. What can be pressed
 * is on the last.
 */
export function renderView(view: View, desk: Desk): readonly OutgoingMessage[] {
  const drawing: Drawing = { ...desk, nameFile: createFileNames() };
  const body = [...titleParts(view), ...view.blocks.flatMap((block) => blockParts(block, drawing))];
  const tail = offerParts(view, drawing);
  const packed = pack(body, tail, packing);
  const fewer = packed.length > mostMessages ? pack(headAndFile(view, body, drawing), tail, packing) : packed;
  const shown = fewer.length > 0 ? fewer : [textPart('prose', '…')];
  return shown.map((parts) => message(parts, view.tone));
}

/** The tone is a sign as well as a colour: not everyone sees colours. */
function titleParts({ title, tone }: View): readonly Part[] {
  const line = visibleLine(title);
  const words = escape(cut(line, mostTitle));
  const heading = words === '' ? signs[tone] : `### ${signs[tone]} ${words}`.replace('  ', ' ');
  return [
    ...textPart('title', heading),
    ...(line.length > mostTitle ? proseParts([{ kind: 'text', text: line }]) : []),
  ];
}

const signs = { plain: '', success: '✅', warning: '⚠️', praise: '🎉' } as const satisfies Record<Tone, string>;

/** The beginning of a long view, all of its words as a file, and what is not text. */
function headAndFile(view: View, body: readonly Part[], { say, nameFile }: Drawing): readonly Part[] {
  const file = { name: nameFile('text.txt'), content: wholeText(view), description: null };
  return [
    ...headOf(body.filter((part) => part.kind === 'text')),
    ...proseParts([{ kind: 'emphasis', text: say('chat.beginning') }]),
    { kind: 'file', file },
    ...body.filter((part) => part.kind !== 'text'),
  ];
}

/** The first piece stands in any case. */
function headOf(texts: readonly TextPart[]): readonly TextPart[] {
  let length = 0;
  const end = texts.findIndex(({ content }, at) => (length += content.length) > shownHead && at > 1);
  return end < 0 ? texts : texts.slice(0, end);
}
