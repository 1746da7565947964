import { fc, test as check } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import type { Standing } from '#bots/shared/pace.ts';
import { nextMove } from '#bots/shared/pace.ts';
import { view } from '#core/view.ts';

const final = view('done', []);
const passing = view('under way', [], { stage: 'passing' });
const tempo = { firstViewMs: 250, acknowledgeMs: 700, betweenEditsMs: 1000, pictureMs: 400 };
const begun: Standing = { startedAt: 0, shownAt: null, acknowledged: 'no', waiting: null, stream: 'open' };

test('a finished view is shown at once', () => {
  expect(nextMove({ ...begun, waiting: final }, 1, tempo)).toEqual({ kind: 'show', view: final });
  expect(nextMove({ ...begun, shownAt: 0, waiting: final }, 1, tempo)).toEqual({ kind: 'show', view: final });
});

test('one that will be replaced waits a little: perhaps it need not be shown', () => {
  expect(nextMove({ ...begun, waiting: passing }, 100, tempo)).toEqual({ kind: 'wait', ms: 150 });
  expect(nextMove({ ...begun, waiting: passing }, 250, tempo)).toEqual({ kind: 'show', view: passing });
});

test('edits that will be replaced come no faster than one in a second', () => {
  expect(nextMove({ ...begun, shownAt: 5000, waiting: passing }, 5400, tempo)).toEqual({ kind: 'wait', ms: 600 });
});

test('with nothing to show the platform is told in time, once', () => {
  expect(nextMove(begun, 100, tempo)).toEqual({ kind: 'wait', ms: 600 });
  expect(nextMove(begun, 700, tempo)).toEqual({ kind: 'acknowledge' });
  expect(nextMove({ ...begun, acknowledged: 'yes' }, 9000, tempo)).toEqual({ kind: 'wait', ms: Infinity });
});

const standings = fc.record({
  startedAt: fc.constant(0),
  shownAt: fc.option(fc.nat(10_000)),
  acknowledged: fc.constantFrom('yes' as const, 'no' as const),
  waiting: fc.constantFrom(null, final, passing),
  stream: fc.constantFrom('open' as const, 'ended' as const),
});

check.prop([standings, fc.nat(20_000)])(
  'nobody waits for a stream that has ended, nor for no time',
  (standing, now) => {
    const move = nextMove(standing, now, tempo);
    if (move.kind === 'wait') expect([standing.stream, move.ms > 0]).toEqual(['open', true]);
    if (move.kind === 'finish') expect([standing.stream, standing.waiting]).toEqual(['ended', null]);
  },
);
