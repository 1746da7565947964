import { styleText } from 'node:util';
import type { Writable } from 'node:stream';
import type { Style } from './pieces.ts';
import type { Paint } from './render.ts';

/** Colours for a stream that shows them; plain text for one that does not, or where NO_COLOR asks for none. */
export function paintFor(output: Writable): Paint {
  const shown = styleText('bold', 'x', { stream: output }) !== 'x';
  if (!shown) return (_, text) => text;
  return (style, text) => {
    const format = formats[style];
    return format === null ? text : styleText([...format], text, { validateStream: false });
  };
}

const formats = {
  plain: null,
  title: ['bold'],
  success: ['bold', 'green'],
  warning: ['bold', 'yellow'],
  praise: ['bold', 'magenta'],
  strong: ['bold'],
  emphasis: ['italic'],
  code: ['cyan'],
  link: ['underline'],
  dim: ['dim'],
  number: ['cyan'],
  primary: ['bold'],
  keyword: ['magenta'],
  string: ['green'],
  literal: ['yellow'],
  comment: ['gray'],
  name: ['blue'],
} as const satisfies Record<Style, readonly Parameters<typeof styleText>[0][] | null>;
