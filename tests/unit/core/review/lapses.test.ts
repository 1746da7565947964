import { describe, expect, test } from 'vitest';
import { chunkId } from '#core/ids.ts';
import { conceptOf, lapsesOf } from '#core/review/lapses.ts';
import type { ReviewConcept, ReviewPage } from '#core/review/review-page.ts';
import { reviewConcepts } from '#core/review/review-page.ts';
import { smallCourse } from '../../../support/library.ts';
import { realLibrary } from '../../../support/real-views.ts';

const library = realLibrary();
const [course] = library.courses;
if (course === undefined) throw new Error('expected a course in content/');

const page = (rule: string, concept: ReviewConcept, chunk: string | null = null): ReviewPage => ({
  rule,
  concept,
  kind: 'error',
  chunk: chunk === null ? null : chunkId(chunk),
  comment: { en: '' },
  why: { en: [] },
  examples: [],
});

describe('a mistake counts as a lapse', () => {
  test('of the concept that the chunk of its rule teaches', () => {
    const pages = [page('one', 'queue', 'two')];
    expect(lapsesOf([{ rule: 'one' }], pages, smallCourse())).toEqual(['task']);
  });

  test('of the concept that the rule is about, where no chunk teaches it', () => {
    const pages = [page('one', 'await'), page('other', 'await', 'no such chunk'), page('third', 'await', 'one')];
    for (const { rule } of pages) expect(lapsesOf([{ rule }], pages, smallCourse())).toEqual(['await']);
  });

  test('once, however often it was made', () => {
    const pages = [page('one', 'await'), page('other', 'await')];
    const found = ['one', 'other', 'one'].map((rule) => ({ rule }));
    expect(lapsesOf(found, pages, smallCourse())).toEqual(['await']);
  });

  test('of nothing in a course that does not teach it', () => {
    expect(lapsesOf([{ rule: 'one' }], [page('one', 'queue')], smallCourse())).toEqual([]);
  });

  test('of nothing where nobody wrote a page about its rule', () => {
    expect(lapsesOf([{ rule: 'gone' }], [page('one', 'await')], smallCourse())).toEqual([]);
  });
});

describe('in the course that is shipped', () => {
  test.each(reviewConcepts.filter((concept) => concept !== 'python'))('%s is a concept', (concept) => {
    expect(course.concepts.map(({ id }) => id)).toContain(conceptOf(page('any', concept), course));
  });

  test('plain Python is none', () => {
    expect(conceptOf(page('syntax_error', 'python'), course)).toBeNull();
  });

  test('every rule about async has its concept, and what is cancelled is no timeout', () => {
    for (const one of library.reviewPages) {
      if (one.concept !== 'python') expect(lapsesOf([one], library.reviewPages, course), one.rule).toHaveLength(1);
    }
    expect(conceptOf(page('cancelled_error_swallowed', 'timeouts_cancellation'), course)).toBe('cancellation');
    expect(conceptOf(page('missing_timeout', 'timeouts_cancellation'), course)).toBe('timeout');
  });

  test('names of rules that have a concept of their own are names of rules', () => {
    const known = new Set(library.reviewPages.map(({ rule }) => rule));
    const named = [
      'cancelled_error_swallowed',
      'cancelled_task_not_awaited',
      'wait_for_shield_confusion',
      'taskgroup_misuse',
      'sync_for_on_async_iter',
      'async_for_on_sync_iterable',
      'bad_async_iterator_protocol',
      'lock_held_across_slow_await',
      'threading_lock_in_async',
      'lock_reentrant_deadlock',
      'manual_release_without_finally',
      'race_across_await',
    ];
    expect(named.filter((rule) => !known.has(rule))).toEqual([]);
  });
});
