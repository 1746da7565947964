import type { Lane } from '#core/timeline/model.ts';
import type { Typesetter } from './fonts/typesetter.ts';
import { sizes } from './sheet.ts';

/** How wide the column of labels is: as wide as they are, within bounds. */
export function labelColumnWidth(lanes: readonly Lane[], type: Pick<Typesetter, 'width'>): number {
  const widths = lanes.map((lane) => {
    const label = type.width(lane.label, { size: sizes.text, weight: 'bold' });
    const aside = type.width(lane.aside, { size: sizes.small, weight: 'regular' });
    const beside = lane.kind === 'group' ? 0 : lane.aside === '' ? 0 : aside + 10;
    return indentOf(lane) + label + beside;
  });
  return Math.min(widest, Math.max(narrowest, ...widths));
}

const narrowest = 90;
const widest = 260;

/** How far a child's label stands behind its parent's. */
export function indentOf({ depth }: Lane): number {
  return Math.min(depth, 4) * 22;
}
