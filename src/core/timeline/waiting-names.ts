import type { TaskNames } from './task-names.ts';
import type { BlockedBand } from './timeline.ts';

/** Who was kept waiting while the loop was blocked, those who are called alike counted; empty when nobody was. */
export function waitingNames(bands: readonly BlockedBand[], names: TaskNames): string {
  const waiting = [...new Set(bands.flatMap((band) => band.waiting))];
  if (waiting.length <= 3) return waiting.map((id) => names.toldById(id)).join(', ');
  const alike = [...Map.groupBy(waiting, (id) => names.labelById(id))];
  const told = alike.map(([label, ids]) => (ids.length === 1 ? label : `${ids.length} × ${label}`));
  const left = alike.slice(2).reduce((sum, [, ids]) => sum + ids.length, 0);
  return told.length > 3 ? [...told.slice(0, 2), `+ ${left}`].join(', ') : told.join(', ');
}
