import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Key } from '#bots/console/keys.ts';
import { createKeySplitter } from '#bots/console/keys.ts';

const begin = '\u001b[200~';
const end = '\u001b[201~';
const keysIn = (...chunks: readonly string[]): readonly Key[] => chunks.flatMap(createKeySplitter());

describe('what a terminal sends', () => {
  test('is typed, pasted or Ctrl-D, in order', () => {
    expect(keysIn(`ab${begin}x\ry${end}c\u0004d\r`)).toEqual([
      { kind: 'typed', text: 'ab' },
      { kind: 'paste', text: 'x\ry' },
      { kind: 'typed', text: 'c' },
      { kind: 'end' },
      { kind: 'typed', text: 'd\r' },
    ]);
  });

  test('is a burst where nobody could have typed it', () => {
    const text = 'x'.repeat(100);
    expect(keysIn(text)).toEqual([{ kind: 'burst', text }]);
    expect(keysIn(`\u001b[A${text}`)).toEqual([{ kind: 'typed', text: `\u001b[A${text}` }]);
  });

  test('hands on Escape without waiting for more', () => {
    expect(keysIn('\u001b')).toEqual([{ kind: 'typed', text: '\u001b' }]);
  });

  test('keeps Ctrl-D and Escape within a paste', () => {
    expect(keysIn(`${begin}a\u0004\u001b[${end}`)).toEqual([{ kind: 'paste', text: 'a\u0004\u001b[' }]);
  });

  test('means the same in whatever chunks a paste comes', () => {
    const pastes = fc.string({ unit: 'binary-ascii' }).filter((text) => !text.includes(end));
    fc.assert(
      fc.property(pastes, fc.array(fc.nat({ max: 30 })), (pasted, cuts) => {
        // Cut behind the first bytes of the opening mark: a lone Escape is a key of its own.
        const rest = `00~${pasted}${end}z`;
        const places = [...new Set(cuts)].filter((cut) => cut < rest.length).sort((one, other) => one - other);
        const chunks = [0, ...places].map((from, at) => rest.slice(from, places[at] ?? rest.length));
        expect(keysIn('a\u001b[2', ...chunks)).toEqual([
          { kind: 'typed', text: 'a' },
          { kind: 'paste', text: pasted },
          { kind: 'typed', text: 'z' },
        ]);
      }),
    );
  });
});
