import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { smallTree, withTree } from '../../support/content-tree.ts';

/** Something that goes wrong with a file. Places are parts of the whole, from 0 to 1. */
type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly byte: number }
  | { readonly kind: 'cut'; readonly at: number; readonly length: number }
  | { readonly kind: 'sow'; readonly at: number; readonly seed: string }
  | { readonly kind: 'drop' | 'indent'; readonly at: number }
  | { readonly kind: 'double' | 'swap'; readonly at: number; readonly to: number };

/** What means something in YAML, Markdown or our own formats, most of all where a value begins. */
const seeds = [
  ...Array.from('{}[]:,#&*!|>%@`"\'-~\\$\t\n\r\u2028'),
  '---\n',
  '```',
  '- ',
  ': ',
  '{{',
  '<!--',
  '&a ',
  '*a ',
  '!!b ',
];

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip'), at, byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut'), at, length: fc.integer({ min: 1, max: 50 }) }),
  { arbitrary: fc.record({ kind: fc.constant('sow'), at, seed: fc.constantFrom(...seeds) }), weight: 3 },
  fc.record({ kind: fc.constantFrom('drop', 'indent'), at }),
  fc.record({ kind: fc.constantFrom('double', 'swap'), at, to: at }),
);

/** A character of `text` is a byte of the file. */
function mutate(text: string, change: Mutation): string {
  const lines = text.split('\n');
  const place = Math.floor(change.at * text.length);
  const row = Math.floor(change.at * lines.length);
  const line = lines[row] ?? '';
  switch (change.kind) {
    case 'flip':
      return `${text.slice(0, place)}${String.fromCodePoint(change.byte)}${text.slice(place + 1)}`;
    case 'cut':
      return `${text.slice(0, place)}${text.slice(place + change.length)}`;
    case 'sow':
      return sow(text, change);
    case 'drop':
      return lines.toSpliced(row, 1).join('\n');
    case 'indent':
      return lines.with(row, ` ${line}`).join('\n');
    case 'double':
      return lines.toSpliced(Math.floor(change.to * lines.length), 0, line).join('\n');
    case 'swap': {
      const other = Math.floor(change.to * lines.length);
      return lines
        .with(row, lines[other] ?? '')
        .with(other, line)
        .join('\n');
    }
  }
}

function sow(text: string, { at: part, seed }: Extract<Mutation, { readonly kind: 'sow' }>): string {
  const beginnings = [...text.matchAll(/(?<=^|[-:{,] |`)(?=\S)/gmu)];
  const place = beginnings[Math.floor(part * beginnings.length)]?.index ?? 0;
  return `${text.slice(0, place)}${Buffer.from(seed).toString('latin1')}${text.slice(place)}`;
}

const paths = fc.constantFrom(...Object.keys(smallTree));

test('whatever happens to a file, it loads, or every problem has a file and a line that are there', () => {
  withTree(smallTree, (root) => {
    const property = fc.property(paths, fc.array(mutation, { minLength: 1, maxLength: 2 }), (path, mutations) => {
      const original = readFileSync(join(root, path));
      const mutated = mutations.reduce(mutate, original.toString('latin1'));
      writeFileSync(join(root, path), mutated, 'latin1');
      try {
        expectFitOrTold(root, { [path]: mutated });
      } finally {
        writeFileSync(join(root, path), original);
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});

/** `changed`: the texts that differ from the small course's, a character a byte. */
function expectFitOrTold(root: string, changed: Readonly<Record<string, string>>): void {
  const loaded = loadLibrary(root);
  if (loaded.kind === 'loaded') return;
  expect(loaded.problems).not.toEqual([]);
  const texts: Readonly<Record<string, string>> = { ...smallTree, ...changed };
  for (const { file, line, message } of loaded.problems) {
    const lines = texts[file]?.split(/\r\n?|\n/u).length ?? 0;
    expect(line, `${file}: ${message}`).toBeGreaterThanOrEqual(1);
    expect(line, `${file}: ${message}`).toBeLessThanOrEqual(lines);
    expect(message).toMatch(/^\S.*[.]$/su);
  }
}
