import { masteryLanes } from '#core/memory/mastery-lanes.ts';
import { barLanes } from '#core/classes/bars-model.ts';
import { textLanes } from '#core/timeline/text-lanes.ts';
import type { Block } from '#core/view.ts';
import { narrowestPicture } from './limits.ts';
import type { Line } from './pieces.ts';
import { piece } from './pieces.ts';
import { wrap } from './wrap.ts';

/** A picture in characters; its words where the page is too narrow for lanes. */
export function pictureLines({ picture, words }: PictureBlock, columns: number): readonly Line[] {
  if (columns < narrowestPicture) return wrap([piece(words)], columns);
  switch (picture.kind) {
    case 'timeline':
      return textLanes(picture.timeline, { columns, signs: 'blocks' }).map((line) => [piece(line)]);
    case 'mastery':
      return masteryLanes(picture.mastery, columns).map((line) => [piece(line)]);
    case 'bars':
      return barLanes(picture.bars, columns).map((line) => [piece(line)]);
  }
}

type PictureBlock = Extract<Block, { readonly kind: 'picture' }>;
