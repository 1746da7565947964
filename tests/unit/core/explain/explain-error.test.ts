import { expect, test } from 'vitest';
import { explainError } from '#core/explain/explain-error.ts';
import { speak } from '../../../support/speak.ts';

const say = speak('en');
const told = (...[error]: Parameters<typeof explainError>) => explainError(error).map(({ tell }) => tell(say));

test('an error that is known by its last line and its place is explained', () => {
  const code = 'import asyncio\nawait asyncio.sleep(1)\n';
  const [sentence] = told({ line: 2, message: "SyntaxError: 'await' outside function", code });
  expect(sentence).toContain('put line 2 into `async def main():`');
});

test('one that could mean anything is not', () => {
  expect(told({ line: 1, message: 'ZeroDivisionError: division by zero', code: '1 / 0\n' })).toEqual([]);
});

test('neither is one without a place, or whose place is not in the code', () => {
  const message = "SyntaxError: 'await' outside function";
  expect(told({ line: null, message, code: 'await x\n' })).toEqual([]);
  expect(() => told({ line: 99, message, code: '' })).not.toThrow();
});
