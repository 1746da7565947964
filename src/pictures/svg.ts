import type { Setting, Typesetter } from './fonts/typesetter.ts';

/** A rectangle, in pixels from the picture's left upper corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box filled with a colour or pattern; `outline` is a colour. */
export function box({ x, y, width, height }: Box, paint: BoxPaint): string {
  const edge = paint.outline === undefined ? '' : ` stroke="${paint.outline}" stroke-width="2"`;
  const round = paint.radius === undefined ? '' : ` rx="${paint.radius}"`;
  return `<rect x="${tidy(x)}" y="${tidy(y)}" width="${tidy(width)}" height="${tidy(height)}"${round} fill="${paint.fill}"${edge}/>`;
}

interface BoxPaint {
  readonly fill: string;
  readonly outline?: string;
  readonly radius?: number;
}

/** A line along `d`, which is SVG's. */
export function stroke(
  d: string,
  { colour, width, dashes }: { readonly colour: string; readonly width: number; readonly dashes?: string },
): string {
  const dashed = dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`;
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${dashed}/>`;
}

/** An area inside `d`. */
export function area(d: string, fill: string): string {
  return `<path d="${d}" fill="${fill}"/>`;
}

export function circle(
  x: number,
  y: number,
  { radius, fill }: { readonly radius: number; readonly fill: string },
): string {
  return `<circle cx="${tidy(x)}" cy="${tidy(y)}" r="${radius}" fill="${fill}"/>`;
}

export interface TextPaint extends Setting {
  /** Of the left edge. */
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly colour: string;
}

/** One line of text. */
export function textLine(text: string, { x, y, size, weight, colour }: TextPaint): string {
  return `<text x="${tidy(x)}" y="${tidy(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escape(text)}</text>`;
}

/** Texts as outlines, so that whatever draws it needs no fonts. `svg` is one that this file wrote. */
export function outlined(svg: string, { outline }: Pick<Typesetter, 'outline'>): string {
  let end = 0;
  const parts: string[] = [];
  for (const match of svg.matchAll(texts)) {
    const [whole, x, y, size, weight, paint = '', text = ''] = match;
    const setting: Setting = { size: Number(size), weight: weight === 'bold' ? 'bold' : 'regular' };
    const d = outline(unescape(text), { ...setting, x: Number(x), y: Number(y) });
    parts.push(svg.slice(end, match.index), `<path d="${d}"${paint}/>`);
    end = match.index + whole.length;
  }
  return parts.join('') + svg.slice(end);
}

const texts = /<text x="([^"]*)" y="([^"]*)" font-size="([^"]*)" font-weight="([^"]*)"([^>]*)>([^<]*)<\/text>/gu;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const unescape = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

const tidy = (value: number): string => String(Math.round(value * 10) / 10);
