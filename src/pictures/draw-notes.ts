import type { Note, TimelineModel } from '#core/timeline/model.ts';
import { wrapText } from '#core/timeline/wrap-text.ts';
import { colours } from './palette.ts';
import type { Part, Sheet } from './sheet.ts';
import { sizes } from './sheet.ts';
import { area, circle, stroke, textLine } from './svg.ts';

/** What to look at, each with its sign; nothing when there is nothing to say. */
export function drawNotes({ heading, notes }: TimelineModel, sheet: Sheet, top: number): Part {
  if (notes.length === 0) return { svg: '', bottom: top };
  let y = top + 30;
  const title = textLine(heading, { x: sheet.margin, y, size: sizes.text, weight: 'bold', colour: colours.text });
  const drawn = notes.map((note) => {
    const lines = wrapText(
      note.text,
      (line) => sheet.type.width(line, setting) <= sheet.width - sheet.margin * 2 - indent,
    );
    y += 8;
    const sign = drawSign(note, sheet.margin + 12, y + 20);
    const texts = lines.map((line) => {
      y += lineHeight;
      return textLine(line, { ...setting, x: sheet.margin + indent, y: y - 4, colour: colours.text });
    });
    return sign + texts.join('');
  });
  return { svg: title + drawn.join(''), bottom: y + 12 };
}

const setting = { size: sizes.text, weight: 'regular' } as const;
const indent = 38;
const lineHeight = 32;

function drawSign({ kind }: Note, x: number, y: number): string {
  return kind === 'trouble'
    ? area(`M${x} ${y - 13}l14 24h-28z`, colours.trouble) + white(`M${x} ${y - 4}v6M${x} ${y + 7}v.1`)
    : circle(x, y, { radius: 12, fill: colours.fact }) + white(`M${x} ${y - 1}v7M${x} ${y - 6}v.1`);
}

const white = (d: string): string => stroke(d, { colour: colours.ground, width: 3.2 });
