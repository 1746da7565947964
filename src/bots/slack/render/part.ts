import type { Actions, Header, Image, OutgoingFile, RichElement, RichText, Table } from './payload.ts';

/** What a view is made of before it is laid out in messages: pieces small enough to be sent, in reading order. */
export type Part =
  | TextPart
  | { readonly kind: 'title'; readonly block: Header; readonly words: string }
  | { readonly kind: 'table'; readonly block: Table; readonly words: string }
  | { readonly kind: 'picture'; readonly block: Image; readonly words: string }
  | { readonly kind: 'file'; readonly file: OutgoingFile; readonly words: string }
  | { readonly kind: 'actions'; readonly block: Actions; readonly words: string };

export interface TextPart {
  readonly kind: 'text';
  readonly form: 'prose' | 'list' | 'code';
  readonly block: RichText;
  /** What it says, for the message's plain text: neither escaped nor cut. */
  readonly words: string;
}

export function textPart(form: TextPart['form'], elements: readonly RichElement[], words: string): TextPart {
  return { kind: 'text', form, block: { type: 'rich_text', elements }, words };
}

/** Whether what stands below belongs to it: a title, or `It printed:`. */
export function introduces(part: Part): boolean {
  if (part.kind === 'title') return true;
  return part.kind === 'text' && part.form === 'prose' && /[:：]\s*$/u.test(part.words);
}
