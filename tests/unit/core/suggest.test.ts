import { describe, expect, test } from 'vitest';
import { testApp } from '../../support/app.ts';

const { app } = testApp();
const ask = (command: string, option: string, typed: string) =>
  app.suggest({ command, option, typed, args: {}, locale: 'en-GB' });

describe('what may be meant', () => {
  test('by nothing typed is everything there is', () => {
    expect(ask('lesson', 'course', '')).not.toEqual([]);
    expect(ask('lesson', 'chunk', '').length).toBeGreaterThan(1);
  });

  test('by a number is the page with that number first', () => {
    expect(ask('lesson', 'chunk', '2')[0]?.label).toMatch(/^2 · /u);
  });

  test('by any part of a name, whatever its case', () => {
    const [first] = ask('lesson', 'chunk', '');
    const part = (first?.value ?? '').slice(1, 5).toUpperCase();
    expect(ask('lesson', 'chunk', part).map(({ value }) => value)).toContain(first?.value);
  });

  test('is nothing where nothing can be foreseen', () => {
    expect(ask('run', 'code', 'print')).toEqual([]);
    expect(ask('lesson', 'no-such-option', 'a')).toEqual([]);
    expect(ask('lesson', 'constructor', 'a')).toEqual([]);
    expect(ask('no-such-command', 'course', 'a')).toEqual([]);
  });
});
