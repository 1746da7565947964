import type { Mark } from '#core/timeline/model.ts';
import { colours } from './palette.ts';
import { area, circle, stroke } from './svg.ts';

/** Of every mark, its seam included. */
export const markRadius = 15;

/** How a task ended, around a point: each has a shape of its own besides its colour. */
export function drawMark(mark: Mark, x: number, y: number): string {
  const left = Math.round(x * 10) / 10;
  const seam = circle(left, y, { radius: markRadius, fill: colours.ground });
  switch (mark) {
    case 'done':
      return seam + circle(left, y, { radius: 12, fill: colours.done }) + white(`M${left - 5.5} ${y}l4 4.5l7.5-8.5`);
    case 'failed':
      return (
        seam +
        area(`M${left} ${y - 15}l15 15l-15 15l-15-15z`, colours.trouble) +
        white(`M${left} ${y - 7}v7.5M${left} ${y + 7}v.1`)
      );
    case 'cancelled':
      return (
        seam +
        ring(left, y, colours.cancelled) +
        stroke(`M${left - 5.5} ${y + 5.5}l11-11`, { colour: colours.cancelled, width: 3.5 })
      );
    case 'pending':
      return (
        seam +
        ring(left, y, colours.quiet) +
        [-5, 0, 5].map((dx) => circle(left + dx, y, { radius: 2, fill: colours.quiet })).join('')
      );
    case 'stuck':
      return (
        seam +
        circle(left, y, { radius: 13, fill: colours.trouble }) +
        white(`M${left} ${y}c3-4.5 8-4.5 8 0c0 4.5-5 4.5-8 0c-3-4.5-8-4.5-8 0c0 4.5 5 4.5 8 0`)
      );
  }
}

const white = (d: string): string => stroke(d, { colour: colours.ground, width: 3.5 });

const ring = (x: number, y: number, colour: string): string =>
  stroke(`M${x - 10.5} ${y}a10.5 10.5 0 1 0 21 0a10.5 10.5 0 1 0-21 0`, { colour, width: 3.5 });
