import { beginning } from '#bots/shared/cut.ts';
import { visibleLine } from '#bots/shared/visible.ts';
import { jsonBytes } from './json-bytes.ts';
import { mostPiece, mostPieceBytes } from './limits.ts';
import type { RichInline } from './payload.ts';
import { joined, wordsOf } from './rich-inlines.ts';

/** Pieces of text in groups that Slack takes at once, cut between words where that can be; none that shows nothing. */
export function fit(inlines: readonly RichInline[]): readonly (readonly RichInline[])[] {
  const groups = isShort(inlines) ? [inlines] : inlines.flatMap(inWords).reduce(addPiece, []);
  return groups.filter((group) => visibleLine(wordsOf(group)) !== '');
}

type Groups = readonly (readonly RichInline[])[];

function addPiece(groups: Groups, piece: RichInline): Groups {
  const longer = joined([...(groups.at(-1) ?? []), piece]);
  return isShort(longer) ? [...groups.slice(0, -1), longer] : [...groups, [piece]];
}

const isShort = (inlines: readonly RichInline[]): boolean =>
  wordsOf(inlines).length <= mostPiece && jsonBytes(inlines) <= mostPieceBytes;

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
