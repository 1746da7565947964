import { describe, expect, test } from 'vitest';
import { createReviewer } from '#review/create-reviewer.ts';
import { reviewPrograms } from '../../support/review-programs.ts';

const reviewer = await createReviewer();

async function rulesIn(code: string): Promise<readonly string[]> {
  const { findings } = await reviewer.review(`\`\`\`python\n${code}\n\`\`\``);
  return [...new Set(findings.map(({ rule }) => rule))].toSorted();
}

describe('in a program with a mistake, that mistake is found and no other', () => {
  test.each(reviewPrograms('mistakes.txt').map(({ heading, code }) => [heading, code]))('%s', async (heading, code) => {
    const wanted = heading
      .replace(/\(.*\)$/u, '')
      .split(/[,\s]+/u)
      .filter(Boolean);
    expect(await rulesIn(code)).toEqual(wanted.toSorted());
  });
});

describe('in a correct program nothing is found', () => {
  test.each(reviewPrograms('clean.txt').map(({ heading, code }) => [heading, code]))('%s', async (_, code) => {
    expect(await rulesIn(code)).toEqual([]);
  });
});
