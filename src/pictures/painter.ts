import { Resvg } from '@resvg/resvg-js';
import type { Picture } from '#core/picture.ts';
import { barsSvg } from './bars-svg.ts';
import { encodePng } from './encode-png.ts';
import { openFonts } from './fonts/open-fonts.ts';
import type { Typesetter } from './fonts/typesetter.ts';
import { createTypesetter } from './fonts/typesetter.ts';
import { masterySvg } from './mastery-svg.ts';
import { outlined } from './svg.ts';
import { timelineSvg } from './timeline-svg.ts';

/**
 * Draws pictures as PNG. It blocks its thread. Text reaches the renderer as outlines: with fonts it would read them
 * again for every line, which takes five times as long, and with Chinese a second and more.
 */
export function createPainter(): (picture: Picture) => Uint8Array {
  const type = createTypesetter(openFonts());
  return (picture) => {
    const svg = outlined(svgOf(picture, type), type);
    const { width, height, pixels } = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
    return encodePng({ width, height, rgba: pixels });
  };
}

function svgOf(picture: Picture, type: Typesetter): string {
  switch (picture.kind) {
    case 'timeline':
      return timelineSvg(picture.timeline, type);
    case 'mastery':
      return masterySvg(picture.mastery, type);
    case 'bars':
      return barsSvg(picture.bars, type);
  }
}
