import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { createReviewer } from '#review/create-reviewer.ts';
import { reviewPrograms } from '../../support/review-programs.ts';

const reviewer = await createReviewer();
const snippets = [...reviewPrograms('mistakes.txt'), ...reviewPrograms('clean.txt')].map(({ code }) => code);

/** Real programs with pieces of chance in them. */
const broken = fc
  .record({
    code: fc.constantFrom(...snippets),
    at: fc.nat(400),
    length: fc.nat(12),
    piece: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('(', ')', '```', '"', '\n', '    ', ':', 'async ', 'await ', '@everyone', '\\', '\u202E'),
    ),
  })
  .map(({ code, at, length, piece }) => `${code.slice(0, at)}${piece}${code.slice(at + length)}`);

describe('whatever is pasted', () => {
  test.prop([fc.oneof(broken, fc.string({ unit: 'binary', maxLength: 400 }))], { numRuns: 400 })(
    'there is an answer, and every line of it is in the message',
    async (message) => {
      const { findings, syntaxError } = await reviewer.review(message);
      const lines = message.split(/\r\n|\n|\r/u).length;
      for (const line of [
        ...findings.flatMap((one) => [one.line, one.endLine]),
        ...(syntaxError === null ? [] : [syntaxError.line]),
      ]) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
      }
    },
  );

  test.prop(
    [
      fc.constantFrom(
        '(',
        '[',
        '"',
        '@',
        '```\n',
        'f(',
        'if a:\n',
        'elif a:\n  pass\n',
        'lambda: ',
        'x = x + await f(x)\n',
        '&lt;',
        '> ',
        ' ',
      ),
    ],
    { numRuns: 13 },
  )('a megabyte of it is bounded work', async (piece) => {
    const { findings } = await reviewer.review(piece.repeat(1_000_000 / piece.length));
    expect(findings.length).toBeLessThan(2_000);
  });
});
