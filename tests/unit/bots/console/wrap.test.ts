import { describe, expect, test } from 'vitest';
import { flat, piece } from '#bots/console/pieces.ts';
import { chop, wrap } from '#bots/console/wrap.ts';

const wrapped = (text: string, columns: number): readonly string[] => wrap([piece(text)], columns).map(flat);

describe('wrapping', () => {
  test('breaks at spaces and drops them there', () => {
    expect(wrapped('one two  three', 8)).toEqual(['one two', 'three']);
  });

  test('keeps line ends and spaces within a line', () => {
    expect(wrapped('  a  b\n\nc', 20)).toEqual(['  a  b', '', 'c']);
  });

  test('cuts a word that is longer than a line', () => {
    expect(wrapped('a abcdefghij b', 4)).toEqual(['a', 'abcd', 'efgh', 'ij b']);
  });

  test('breaks between wide characters but not before a mark that closes or behind one that opens', () => {
    expect(wrapped('协程会等待。', 10)).toEqual(['协程会等', '待。']);
    expect(wrapped('等待（协程）', 6)).toEqual(['等待', '（协', '程）']);
  });

  test('leaves a backtick with the code that it opens or closes', () => {
    expect(wrapped('例如 `/zone 上海`。', 16)).toEqual(['例如 `/zone 上', '海`。']);
    expect(wrapped('你可以输入 `上海`', 12)).toEqual(['你可以输入', '`上海`']);
    expect(wrapped('输入`上海`吧', 5)).toEqual(['输入', '`上', '海`吧']);
  });

  test('does not part what makes up one character', () => {
    expect(wrapped('e\u0301'.repeat(3), 2)).toEqual(['e\u0301e\u0301', 'e\u0301']);
  });

  test('keeps styles across lines', () => {
    const lines = wrap([piece('one '), piece('two three', 'strong'), piece(' four')], 8);
    expect(lines).toEqual([[piece('one '), piece('two', 'strong')], [piece('three', 'strong')], [piece('four')]]);
  });
});

test('code is cut where a line is full, with every space', () => {
  expect(chop([piece('    x = 1\n  y')], 6).map(flat)).toEqual(['    x ', '= 1', '  y']);
});
