import fc from 'fast-check';
import type { MasteryModel } from '#core/memory/model.ts';
import { masteryLooks } from '#core/memory/model.ts';

const words = fc.oneof(
  fc.constantFrom('Task', '异步上下文管理器', 'in 11 hours', 'x'.repeat(200), '处'.repeat(60), '</text><script>"&', ''),
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[\p{C}\u2028\u2029]/gu, '')),
);
const look = fc.constantFrom(...masteryLooks);

/** Models of what learners remember, with labels of any length. */
export const masteryModels: fc.Arbitrary<MasteryModel> = fc.record({
  title: words,
  axis: words,
  ticks: fc
    .uniqueArray(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 })
    .chain((places) =>
      fc.tuple(
        ...places.toSorted((one, other) => one - other).map((at) => fc.record({ at: fc.constant(at), label: words })),
      ),
    ),
  rows: fc.array(fc.record({ label: words, look, to: fc.double({ min: 0, max: 1, noNaN: true }), note: words }), {
    minLength: 1,
    maxLength: 20,
  }),
  more: fc.option(words),
  legend: fc.uniqueArray(fc.record({ look, label: fc.constantFrom('due now', 'learning', '已掌握') }), {
    selector: (entry) => entry.look,
    minLength: 1,
    maxLength: 3,
  }),
});
