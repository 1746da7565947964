import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { proveReview } from '#content/prove-review.ts';
import { createReviewer } from '#review/create-reviewer.ts';
import { rules } from '#review/rules/index.ts';

const loaded = loadLibrary(fileURLToPath(new URL('../../content', import.meta.url)));
const pages = loaded.kind === 'loaded' ? loaded.library.reviewPages : [];

test('every rule has a page, and every page a rule', () => {
  const named = new Set([...rules.map(({ name }) => name), 'syntax_error']);
  expect(pages.map(({ rule }) => rule).toSorted()).toEqual([...named].toSorted());
});

test('every page speaks both languages', () => {
  const silent = pages.filter(({ comment, why }) => comment.zh === undefined || why.zh === undefined);
  expect(silent.map(({ rule }) => rule)).toEqual([]);
});

test('every page leads to a chunk', () => {
  expect(pages.filter(({ chunk }) => chunk === null).map(({ rule }) => rule)).toEqual([]);
});

test('every rule finds its bad examples, and none finds anything in a good one', async () => {
  expect(await proveReview(pages, await createReviewer())).toEqual([]);
});
