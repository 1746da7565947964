import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { inline, plain, quote } from '#core/inline.ts';

test('marks become spans', () => {
  expect(inline('Call `run()` **once**, *not* twice.')).toEqual([
    { kind: 'text', text: 'Call ' },
    { kind: 'code', text: 'run()' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'once' },
    { kind: 'text', text: ', ' },
    { kind: 'emphasis', text: 'not' },
    { kind: 'text', text: ' twice.' },
  ]);
});

test('a star that marks nothing stays', () => {
  expect(plain(inline('2 * 3 = 6 and 2 * 4 = 8'))).toBe('2 * 3 = 6 and 2 * 4 = 8');
});

property.prop([fc.string({ unit: 'grapheme' })])('text without marks is one span, unchanged', (text) => {
  const bare = text.replace(/[`*]/gu, '');
  expect(inline(bare)).toEqual(bare === '' ? [] : [{ kind: 'text', text: bare }]);
});

property.prop([fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 60 })])(
  'what a learner typed is quoted as one short visible line that marks nothing',
  (typed, limit) => {
    const quoted = quote(typed, limit);
    expect(Array.from(quoted).length).toBeLessThanOrEqual(limit);
    expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}`*]/u);
    expect(inline(quoted)).toEqual(quoted === '' ? [] : [{ kind: 'text', text: quoted }]);
  },
);
