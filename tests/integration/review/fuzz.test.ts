import { expect, test } from 'vitest';
import { tryMessages } from '../../support/review-fuzz/try-messages.ts';

/** So many messages are made of real programs; all 100,000 with `FUZZ=all`, as after a change of the reviewer. */
const pieces =
  process.env['FUZZ'] === 'all' ? Array.from({ length: 20 }, (_, at) => [at * 5000 + 1, 5000]) : [[1, 3000]];

test.each(pieces)(
  'from seed %i on, %i messages get an answer that points into them and calls nobody',
  async (first = 0, count = 0) => {
    const { broken, ...tally } = await tryMessages(first, count);
    expect(broken).toEqual([]);
    // What did not come as far as a review would prove nothing.
    expect(tally.remarks).toBeGreaterThan(count / 4);
    expect(tally.calls).toBeGreaterThan(count / 100);
    if (process.env['FUZZ'] === 'all') console.info(first, tally);
  },
  600_000,
);
