import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typedArgs } from '#bots/shared/typed-args.ts';
import type { CommandDeclaration } from '#core/command.ts';
import { carried, typedCode, typedText } from '#core/command.ts';
import { declared } from '../../../support/declared.ts';

const declare = (options: CommandDeclaration['options']) =>
  declared({ name: 'lesson', summary: 'command.lesson', options });
const lesson = declare({ course: typedText('option.course'), from: carried, chunk: typedText('option.chunk') });
const run = declare({ code: typedCode('option.code'), example: carried });
const exercise = declare({ exercise: typedText('option.exercise'), code: typedCode('option.solution') });
const next = declare({ from: carried });

describe('what is typed behind a command', () => {
  test.each([
    ['', {}],
    ['   ', {}],
    ['async', { course: 'async' }],
    [' async  3 ', { course: 'async', chunk: '3' }],
    ['async the event loop', { course: 'async', chunk: 'the event loop' }],
    ['"my course" 3', { course: 'my course', chunk: '3' }],
    ['\'my course\' "the loop"', { course: 'my course', chunk: 'the loop' }],
    ['"my course', { course: '"my', chunk: 'course' }],
    ['"a"b c', { course: '"a"b', chunk: 'c' }],
    ["don't worry", { course: "don't", chunk: 'worry' }],
    ['""', { course: '' }],
  ])('%j gives a text command its options in order', (typed, args) => {
    expect(typedArgs(lesson, typed)).toEqual(args);
  });

  test.each(['print(1)', 'print("a  b")', '"quoted"', '```python\nx = 1\n```'])('%j is code as it stands', (typed) => {
    expect(typedArgs(run, ` ${typed}`)).toEqual({ code: typed });
  });

  test.each([
    ['retry', { exercise: 'retry' }],
    ['retry ```\nx = 1\n```', { exercise: 'retry', code: '```\nx = 1\n```' }],
    ['```\nx = 1\n```', { code: '```\nx = 1\n```' }],
    ['~~~\nx = 1\n~~~', { code: '~~~\nx = 1\n~~~' }],
  ])('%j is a name, a program behind it, or a program alone', (typed, args) => {
    expect(typedArgs(exercise, typed)).toEqual(args);
  });

  test('that no option takes is named, for core to refuse', () => {
    expect(typedArgs(next, ' please')).toEqual({ please: '' });
    expect(typedArgs(next, ' ')).toEqual({});
  });

  test('in quotes comes out as it was, whatever it is', () => {
    const words = fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('"'));
    fc.assert(
      fc.property(words, words, (course, chunk) => {
        expect(typedArgs(lesson, `"${course}" "${chunk}"`)).toEqual({ course, chunk });
      }),
    );
  });
});
