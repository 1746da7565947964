import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { smallTree, withTree } from '../../support/content-tree.ts';

/** Something that goes wrong with a file: a change of its bytes. Places are parts of a whole, from 0 to 1. */
type Mutation = (bytes: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const flipped: fc.Arbitrary<Mutation> = fc.tuple(place, fc.nat(255)).map(([at, byte]) => (bytes) => {
  const changed = Buffer.from(bytes);
  changed[Math.floor(at * bytes.length)] = byte;
  return changed;
});

const cut: fc.Arbitrary<Mutation> = fc.tuple(place, place).map(([from, to]) => (bytes) => {
  const [start, end] = [from, to].toSorted((one, other) => one - other).map((at) => Math.floor(at * bytes.length));
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
});

/** What means something in YAML, Markdown or our own formats. */
const seeds = [
  ...Array.from('{}[]:,#&*!|>%@`"\'-~\\$\t\n\r\u2028'),
  '---\n',
  '```',
  '- ',
  ': ',
  '{{',
  '<!--',
  '&a ',
  '*a',
  '!!b ',
];

const sown: fc.Arbitrary<Mutation> = fc.tuple(place, fc.constantFrom(...seeds)).map(([at, seed]) => (bytes) => {
  const start = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(seed), bytes.subarray(start)]);
});

const onLines = (change: (lines: string[], one: number, other: number) => readonly string[]): fc.Arbitrary<Mutation> =>
  fc.tuple(place, place).map(([one, other]) => (bytes) => {
    const lines = bytes.toString('latin1').split('\n');
    const [first, second] = [Math.floor(one * lines.length), Math.floor(other * lines.length)];
    return Buffer.from(change(lines, first, second).join('\n'), 'latin1');
  });

const dropped = onLines((lines, one) => lines.toSpliced(one, 1));
const doubled = onLines((lines, one, other) => lines.toSpliced(other, 0, lines[one] ?? ''));
const swapped = onLines((lines, one, other) => lines.with(one, lines[other] ?? '').with(other, lines[one] ?? ''));
const indented = onLines((lines, one) => lines.with(one, ` ${lines[one]}`));

const mutation = fc.oneof(flipped, cut, sown, dropped, doubled, swapped, indented);

test('whatever happens to a file, it loads, or every problem has a file and a line that are there', () => {
  withTree(smallTree, (root) => {
    const property = fc.property(
      fc.constantFrom(...Object.entries(smallTree)),
      fc.array(mutation, { minLength: 1, maxLength: 4 }),
      ([path, text], mutations) => {
        const mutated = mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), Buffer.from(text));
        writeFileSync(join(root, path), mutated);
        try {
          expectFitOrTold(root, { [path]: mutated.toString('latin1') });
        } finally {
          writeFileSync(join(root, path), text);
        }
      },
    );
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
