import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { collectOutput } from '#runner/collect-output.ts';

/** What is kept of these chunks. */
async function collect(chunks: readonly Uint8Array[], limitBytes: number) {
  const stream = new PassThrough();
  const onCut = vi.fn<() => void>();
  const output = collectOutput(stream, limitBytes, onCut);
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await new Promise((resolve) => stream.on('end', resolve));
  return { text: output.text(), cut: output.isCut(), cuts: onCut.mock.calls.length };
}

const bytes = (text: string) => new TextEncoder().encode(text);

test('what fits exactly is kept whole and is not cut', async () => {
  expect(await collect([bytes('ab'), bytes('cd')], 4)).toEqual({ text: 'abcd', cut: false, cuts: 0 });
});

test('of what does not fit the head is kept, and the cut is told once', async () => {
  expect(await collect([bytes('ab'), bytes('cde'), bytes('f')], 4)).toEqual({ text: 'abcd', cut: true, cuts: 1 });
});

test('a character that the cut divides is left out', async () => {
  expect(await collect([bytes('a🐍')], 4)).toMatchObject({ text: 'a', cut: true });
});

test('a character that the program itself left unfinished is replaced', async () => {
  expect(await collect([bytes('a🐍').subarray(0, 4)], 4)).toMatchObject({ text: 'a\uFFFD', cut: false });
});

test('a character that comes in two chunks is one', async () => {
  const snake = bytes('🐍');
  expect(await collect([snake.subarray(0, 1), snake.subarray(1)], 10)).toMatchObject({ text: '🐍' });
});

test('a byte order mark is kept', async () => {
  expect(await collect([bytes('\uFEFFa')], 10)).toMatchObject({ text: '\uFEFFa' });
});

test('however bytes come in chunks, the same is kept, and never more than fits', async () => {
  const chunked = fc.tuple(fc.array(fc.uint8Array({ maxLength: 40 })), fc.nat(100));
  await fc.assert(
    fc.asyncProperty(chunked, async ([chunks, limitBytes]) => {
      const whole = Buffer.concat(chunks);
      const kept = await collect(chunks, limitBytes);

      expect(kept).toEqual(await collect([whole], limitBytes));
      expect(kept.cut).toBe(whole.length > limitBytes);
      const expected = new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole.subarray(0, limitBytes));
      expect(expected.startsWith(kept.text)).toBe(true);
      // At most one character was divided by the cut.
      expect(expected.length - kept.text.length).toBeLessThanOrEqual(kept.cut ? 3 : 0);
    }),
  );
});
