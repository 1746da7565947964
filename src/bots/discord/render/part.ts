import type { ActionRow, OutgoingFile } from './payload.ts';

/** What a view is made of before it is laid out in messages: pieces small enough to be sent, in reading order. */
export type Part =
  | TextPart
  | { readonly kind: 'picture'; readonly file: OutgoingFile }
  | { readonly kind: 'file'; readonly file: OutgoingFile }
  | { readonly kind: 'rule' }
  | { readonly kind: 'row'; readonly row: ActionRow };

export interface TextPart {
  readonly kind: 'text';
  /** How it stands to its neighbours: prose joins prose, a list closes the prose above it. */
  readonly form: 'title' | 'prose' | 'list' | 'apart';
  /** Markdown, never empty. */
  readonly content: string;
}

/** A piece of text; nothing for what shows nothing. */
export function textPart(form: TextPart['form'], content: string): readonly TextPart[] {
  return content.trim() === '' ? [] : [{ kind: 'text', form, content }];
}

/** What stands between two texts in one text display; null when each has its own. */
export function joint(above: TextPart, below: TextPart): string | null {
  if (below.form === 'prose' && above.form === 'prose') return '\n\n';
  const touch = below.form === 'list' ? above.form === 'prose' : below.form === 'prose' && above.form === 'title';
  return touch ? '\n' : null;
}
