/** Draws a glyph's outline, in the font's units with y upwards. */
export interface Pen {
  move(x: number, y: number): void;
  line(x: number, y: number): void;
  /** The control point, then the end. */
  quad(points: readonly [number, number, number, number]): void;
  /** Two control points, then the end. */
  cubic(points: readonly [number, number, number, number, number, number]): void;
}

/** The little of a font that it takes to draw text. */
export interface Font {
  readonly unitsPerEm: number;
  /** The number of a character's glyph; 0 when the font lacks it. */
  glyphOf(codePoint: number): number;
  /** How far the next glyph stands behind this one, in units. */
  advanceOf(glyph: number): number;
  draw(glyph: number, pen: Pen): void;
}
