import { readFileSync } from 'node:fs';

/** A program under a heading of `tests/fixtures/review-programs`. */
export interface ReviewProgram {
  readonly heading: string;
  readonly code: string;
}

export function reviewPrograms(file: 'clean.txt' | 'mistakes.txt'): readonly ReviewProgram[] {
  const text = readFileSync(new URL(`../fixtures/review-programs/${file}`, import.meta.url), 'utf8');
  return text
    .split(/^### /mu)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.split('\n');
      return { heading, code: lines.join('\n').trimEnd() };
    });
}
