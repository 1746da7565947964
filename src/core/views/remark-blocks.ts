import { inline } from '../inline.ts';
import { faultPhrase, messageAbout } from '../review/comment.ts';
import type { Note } from '../review/notes.ts';
import { shownSentence } from '../review/demonstration.ts';
import type { Remark } from '../review/remarks.ts';
import type { Stuck } from '../review/stuck.ts';
import type { Block, Choice } from '../view.ts';
import { prose, strong } from '../view.ts';
import type { Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import type { ReviewReader } from './review-onward.ts';

/** Where to look, what is so, why, and what running it showed. */
export function noteBlocks(note: Note, reader: ReviewReader): readonly Block[] {
  switch (note.kind) {
    case 'remark':
      return remarkBlocks(note, reader);
    case 'stuck':
      return stuckBlocks(note.stuck, reader.say);
  }
}

/** The way to its hint. A fault of syntax is told in full: its line says what to do; and so is a deadlock. */
export function hintChoices(note: Note, say: Say): readonly Choice[] {
  if (note.kind === 'stuck' || note.remark.fault !== null) return [];
  const { page, findings } = note.remark;
  const [{ about, fix }] = findings;
  const lines = linesOf(note.remark);
  const args = { rule: page.rule, lines, about, ...(fix === null ? {} : { fix }) };
  return [{ label: say('button.remark-hint', { lines }), weight: 'secondary', command: 'remark', args }];
}

function remarkBlocks({ remark, proof }: Extract<Note, { readonly kind: 'remark' }>, reader: ReviewReader) {
  const { say, language } = reader;
  const { page, fault, findings } = remark;
  const [{ about, block }] = findings;
  const place = placeOf({ block, lines: linesOf(remark) }, say);
  const head = prose(strong(`${say(`review.${remark.kind}`)} · ${place}`));
  if (fault !== null) return [head, prose(...inline(say(faultPhrase(fault))))];
  const why = inLanguage(page.why, language).slice(0, 1);
  const shown = proof === null ? [] : [prose(...inline(shownSentence(proof, say)))];
  return [head, prose(...inline(messageAbout(about, page, language))), ...why, ...shown];
}

function stuckBlocks({ explanation, line, block }: Stuck, say: Say): readonly Block[] {
  const place = line === null ? [] : [placeOf({ block, lines: String(line) }, say)];
  const sentence = shownSentence({ kind: 'stuck', explanation }, say);
  return [prose(strong([say('review.essential'), ...place].join(' · '))), prose(...inline(sentence))];
}

function placeOf({ block, lines }: { readonly block: number; readonly lines: string }, say: Say): string {
  return block === 0 ? say('review.line', { lines }) : say('review.block-line', { block: block + 1, lines });
}

/** Those in the block of the first one; a few are enough to see where. */
function linesOf({ findings }: Remark): string {
  const [{ block }] = findings;
  const lines = [...new Set(findings.filter((one) => one.block === block).map(({ blockLine }) => blockLine))];
  return lines.slice(0, 4).join(', ') + (lines.length > 4 ? ', …' : '');
}
