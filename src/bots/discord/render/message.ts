import type { Tone } from '#core/view.ts';
import type { Part, TextPart } from './part.ts';
import { joint } from './part.ts';
import type { Attachment, ContainerPart, OutgoingFile, OutgoingMessage } from './payload.ts';
import { isComponentsV2 } from './payload.ts';

/** Parts that fit one message as that message. */
export function message(parts: readonly Part[], tone: Tone): OutgoingMessage {
  const files = parts.flatMap((part) => (part.kind === 'picture' || part.kind === 'file' ? [part.file] : []));
  return {
    flags: isComponentsV2,
    allowed_mentions: { parse: [] },
    components: [{ type: 17, accent_color: accents[tone], components: texts(parts).map(component) }],
    attachments: files.map(attachment),
    files,
  };
}

/** Each reads on the dark and on the light ground of Discord. */
const accents = {
  plain: 0x58_65_f2,
  success: 0x23_a5_5a,
  warning: 0xf0_b2_32,
  praise: 0xeb_45_9e,
} as const satisfies Record<Tone, number>;

/** Texts that belong together as one. */
function texts(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  let above: TextPart | null = null;
  for (const part of parts) {
    const last = result.at(-1);
    const between = above !== null && part.kind === 'text' ? joint(above, part) : null;
    if (between !== null && part.kind === 'text' && last?.kind === 'text') {
      result[result.length - 1] = { ...last, content: last.content + between + part.content };
    } else result.push(part);
    above = part.kind === 'text' ? part : null;
  }
  return result;
}

function component(part: Part): ContainerPart {
  switch (part.kind) {
    case 'text':
      return { type: 10, content: part.content };
    case 'picture':
      return { type: 12, items: [{ media: { url: addressOf(part.file) }, ...describe(part.file) }] };
    case 'file':
      return { type: 13, file: { url: addressOf(part.file) } };
    case 'rule':
      return { type: 14, divider: true, spacing: 1 };
    case 'row':
      return part.row;
  }
}

const addressOf = ({ name }: OutgoingFile): string => `attachment://${name}`;

const describe = ({ description }: OutgoingFile) => (description === null ? {} : { description });

const attachment = (file: OutgoingFile, place: number): Attachment => ({
  id: String(place),
  filename: file.name,
  ...describe(file),
});
