import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bulk } from '#store/bulk.ts';
import { createClassCounts } from './class-counts.ts';
import { actsOf } from './learner-acts.ts';
import { addLearner } from './learner-rows.ts';
import { noRows } from './rows.ts';
import type { Town } from './town.ts';
import { townRows } from './town-rows.ts';

/** So many learners' rows are written at once. */
const together = 100;

/** Writes down everything that happened in a town, as the store would have. `told` hears how far it has come; what it throws ends it. */
export async function fillTown(town: Town, bulk: Bulk, told: (learners: number) => void): Promise<void> {
  await bulk.write(townRows(town));
  const counts = createClassCounts();
  for (let first = 0; first < town.counts.length; first += together) {
    const rows = noRows();
    const last = Math.min(first + together, town.counts.length);
    for (let who = first; who < last; who += 1) addLearner(rows, { who, acts: actsOf(who, town), town, counts });
    await bulk.write(rows);
    // An embedded database never waits for anything: without this no signal would be heard.
    await nextTurn();
    told(last);
  }
  await bulk.write({ class_standing: [...counts.rows()] });
}
