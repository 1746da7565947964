import { beginning } from '#bots/shared/cut.ts';
import { visibleLine } from '#bots/shared/visible.ts';
import type { Size } from './group-by-size.ts';
import { groupBySize, isSmall } from './group-by-size.ts';
import { jsonBytes } from './json-bytes.ts';
import type { RichInline } from './payload.ts';
import { joined, wordsOf } from './rich-inlines.ts';

/** Pieces of text in groups that Slack takes at once, cut between words where that can be; none that shows nothing. */
export function fit(inlines: readonly RichInline[]): readonly (readonly RichInline[])[] {
  const whole = { length: wordsOf(inlines).length, bytes: jsonBytes(inlines) };
  const groups = isSmall(whole) ? [inlines] : groupBySize(inlines.flatMap(inWords), addedSize).map(joined);
  return groups.filter((group) => visibleLine(wordsOf(group)) !== '');
}

/** Words in the style of those before them add no more than themselves. */
function addedSize(inline: RichInline, before: RichInline | undefined): Size {
  const { text = '' } = inline;
  const isLike = before !== undefined && JSON.stringify({ ...before, text }) === JSON.stringify(inline);
  return { length: text.length, bytes: isLike ? jsonBytes(text) : jsonBytes(inline) + 1 };
}

/** Words with the blanks behind them; a link stays whole where it is short. */
function inWords(inline: RichInline): readonly RichInline[] {
  if (inline.type === 'link' && (inline.text ?? '').length <= longestWord) return [inline];
  return (wordsOf([inline]).match(/\s*\S+\s*|\s+/gu) ?? []).flatMap(short).map((text) => ({ ...inline, text }));
}

function short(word: string): readonly string[] {
  if (word.length <= longestWord) return [word];
  const head = beginning(word, longestWord);
  return [head, ...short(word.slice(head.length))];
}

/** What has no blank for so long, such as Chinese, is cut anywhere. */
const longestWord = 100;
