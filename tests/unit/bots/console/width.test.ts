import { describe, expect, test } from 'vitest';
import { columnsOf, cutTo } from '#core/width.ts';

describe('the width of a text', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['naïve …', 7],
    ['e\u0301', 1],
    ['中文，', 6],
    ['한국', 4],
    ['ｆ', 2],
    ['👍', 2],
    ['\u200b', 0],
    ['⚠', 1],
    ['⚠\ufe0f', 2],
    ['▸ 1', 3],
    ['␛', 1],
  ])('of %j is %d columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  test('is never less than what a terminal without joined emoji needs', () => {
    expect(columnsOf('👨‍👩‍👧')).toBe(6);
  });
});

describe('a line cut to a width', () => {
  test('stays as it is where it fits', () => {
    expect(cutTo('中文', 4)).toBe('中文');
  });

  test('ends in dots within the width', () => {
    expect(cutTo('Continue at: The event loop', 12)).toBe('Continue at…');
    expect(cutTo('中文中文', 6)).toBe('中文…');
  });
});
