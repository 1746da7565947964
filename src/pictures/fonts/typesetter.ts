import type { Font } from './font.ts';
import type { Fonts, Weight } from './open-fonts.ts';

/** Text set in a size, in pixels. */
export interface Setting {
  readonly size: number;
  readonly weight: Weight;
}

/** Turns text into widths and outlines. */
export interface Typesetter {
  /** How wide it is, in pixels. */
  readonly width: (text: string, setting: Setting) => number;
  /** Its outline as the `d` of an SVG path; x is its left edge, y its base line. */
  readonly outline: (text: string, at: Setting & { readonly x: number; readonly y: number }) => string;
}

/** Sets text with these fonts; outlines of glyphs are kept, since the same few are drawn all the time. */
export function createTypesetter(fonts: Fonts): Typesetter {
  const outlines = new Map<string, string>();
  const chosen = new Map<string, Chosen>();

  const choose = (character: string, weight: Weight): Chosen => {
    const key = `${weight} ${character}`;
    const known = chosen.get(key);
    if (known !== undefined) return known;
    if (chosen.size > mostKept) chosen.clear();
    const found = { ...findGlyph(fonts, character, weight), id: chosenSoFar };
    chosenSoFar += 1;
    chosen.set(key, found);
    return found;
  };
  let chosenSoFar = 0;

  const outlineOf = ({ font, glyph, id }: Chosen, size: number): string => {
    const key = `${id} ${size}`;
    const known = outlines.get(key);
    if (known !== undefined) return known;
    if (outlines.size > mostKept) outlines.clear();
    const path = relativePath(font, glyph, size / font.unitsPerEm);
    outlines.set(key, path);
    return path;
  };

  const set = (text: string, weight: Weight): readonly Chosen[] =>
    Array.from(text, (character) => choose(character, weight));
  return {
    width: (text, { size, weight }) => set(text, weight).reduce((sum, { advance }) => sum + advance * size, 0),
    outline: (text, { size, weight, x, y }) => {
      let at = x;
      return set(text, weight)
        .map((character) => {
          const path = outlineOf(character, size);
          const placed = path === '' ? '' : `M${tidy(at)} ${tidy(y)}${path}`;
          at += character.advance * size;
          return placed;
        })
        .join('');
    },
  };
}

const mostKept = 5000;

interface Glyph {
  readonly font: Font;
  readonly glyph: number;
  /** In parts of the size. */
  readonly advance: number;
}

interface Chosen extends Glyph {
  readonly id: number;
}

function findGlyph(fonts: Fonts, character: string, weight: Weight): Glyph {
  const codePoint = character.codePointAt(0) ?? 0;
  const faces = fonts.faces(weight);
  const font = faces.find((face) => face.glyphOf(codePoint) !== 0);
  if (font !== undefined) return glyphIn(font, codePoint);
  const chinese = codePoint >= firstChinese ? fonts.chinese() : null;
  if (chinese !== null && chinese.glyphOf(codePoint) !== 0) return glyphIn(chinese, codePoint);
  const [box] = faces;
  if (box === undefined) throw new Error('expected at least one face of each weight');
  return glyphIn(box, codePoint);
}

/** Where punctuation and the scripts of East Asia begin. */
const firstChinese = 0x2000;

function glyphIn(font: Font, codePoint: number): Glyph {
  const glyph = font.glyphOf(codePoint);
  return { font, glyph, advance: font.advanceOf(glyph) / font.unitsPerEm };
}

/** A glyph with steps from where the pen stands; rounded places, so that rounding does not add up. */
function relativePath(font: Font, glyph: number, scale: number): string {
  const place = { x: 0, y: 0 };
  const start = { x: 0, y: 0 };
  let path = '';
  const step = (x: number, y: number): string => `${tidy(x * scale - place.x)} ${tidy(-y * scale - place.y)}`;
  const stand = (x: number, y: number): void => {
    place.x += Number(tidy(x * scale - place.x));
    place.y += Number(tidy(-y * scale - place.y));
  };
  const close = (): void => {
    if (path === '') return;
    path += 'z';
    Object.assign(place, start);
  };
  font.draw(glyph, {
    move: (x, y) => {
      close();
      path += `m${step(x, y)}`;
      stand(x, y);
      Object.assign(start, place);
    },
    line: (x, y) => {
      path += `l${step(x, y)}`;
      stand(x, y);
    },
    quad: ([controlX, controlY, x, y]) => {
      path += `q${step(controlX, controlY)} ${step(x, y)}`;
      stand(x, y);
    },
    cubic: ([x1, y1, x2, y2, x, y]) => {
      path += `c${step(x1, y1)} ${step(x2, y2)} ${step(x, y)}`;
      stand(x, y);
    },
  });
  close();
  return path;
}

const tidy = (value: number): string => String(Math.round(value * 100) / 100);
