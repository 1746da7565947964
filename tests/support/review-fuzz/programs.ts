import type { Library } from '#core/course/course.ts';
import { reviewPrograms } from '../review-programs.ts';
import { reviewSet } from '../review-set.ts';

/** What messages are made from: the programs of the rules' pages, of the rules' tests, and of the development set. */
export async function programsToChange({ reviewPages }: Library): Promise<readonly [string, ...string[]]> {
  const [first, ...rest] = [
    ...reviewPages.flatMap(({ examples }) => examples.map(({ code }) => code)),
    ...[...reviewPrograms('mistakes.txt'), ...reviewPrograms('clean.txt')].map(({ code }) => code),
    ...(await reviewSet('development')).map(({ text }) => text),
  ];
  if (first === undefined) throw new Error('expected programs in content/review');
  return [first, ...rest];
}
