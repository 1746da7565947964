import { visibleLine } from '#bots/shared/visible.ts';
import type { Tone, View } from '#core/view.ts';
import { defang } from './defang.ts';
import { mostHeader } from '../limits.ts';
import type { Part } from './part.ts';
import { plainText } from './plain-text.ts';
import { proseParts } from './prose-parts.ts';

/** The tone is a sign: Slack has no colours for it. A title that is too long stands below in full. */
export function titleParts({ title, tone }: View): readonly Part[] {
  const line = visibleLine(title);
  const words = `${signs[tone]} ${line}`.trim();
  if (words === '') return [];
  const block = { type: 'header', text: plainText(words, mostHeader) } as const;
  if (defang(words).length <= mostHeader) return [{ kind: 'title', block, words }];
  return [{ kind: 'title', block, words: signs[tone] }, ...proseParts([{ kind: 'text', text: line }])];
}

const signs = { plain: '', success: '✅', warning: '⚠️', praise: '🎉' } as const satisfies Record<Tone, string>;
