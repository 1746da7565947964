import type { Chunk, Course } from '../course/course.ts';
import { chunkOf } from '../course/find.ts';
import type { ConceptId } from '../ids.ts';
import { conceptId } from '../ids.ts';
import type { Finding } from '../ports/code-reviewer.ts';
import type { ReviewConcept, ReviewPage } from './review-page.ts';

/** The concepts of a course of which a review found a mistake, each once: what progress counts as lapses. */
export function lapsesOf(
  findings: readonly Pick<Finding, 'rule'>[],
  pages: readonly ReviewPage[],
  course: Course,
): readonly ConceptId[] {
  const found = pages.filter(({ rule }) => findings.some((finding) => finding.rule === rule));
  return [...new Set(found.flatMap((page) => conceptOf(page, course) ?? []))];
}

/** The concept that a rule is about: the one that its chunk teaches, else the row for the rule's own; null where the course has neither. */
export function conceptOf(page: ReviewPage, course: Course): ConceptId | null {
  const taught = chunkOf(course, page.chunk)?.concept ?? null;
  if (taught !== null) return taught;
  const meant = ofRule.get(page.rule) ?? ofConcept[page.concept];
  return course.concepts.find(({ id }) => id === meant)?.id ?? null;
}

/** The page to read about a rule: its own, else that of its concept. */
export function chunkAbout(page: ReviewPage, course: Course): Chunk | undefined {
  const id = conceptOf(page, course);
  const concept = course.concepts.find((one) => one.id === id);
  return chunkOf(course, page.chunk) ?? chunkOf(course, concept?.chunk ?? null);
}

/** Plain Python is no concept of a course. */
const ofConcept: Readonly<Record<ReviewConcept, ConceptId | null>> = {
  event_loop: conceptId('event-loop'),
  blocking_io: conceptId('blocking-io'),
  coroutine: conceptId('coroutine'),
  await: conceptId('await'),
  gather: conceptId('gather'),
  task: conceptId('task'),
  wait: conceptId('wait'),
  as_completed: conceptId('as-completed'),
  error_handling: conceptId('error-handling'),
  timeouts_cancellation: conceptId('timeout'),
  async_context_iter: conceptId('async-context-manager'),
  async_generators: conceptId('async-generator'),
  semaphore: conceptId('semaphore'),
  queue: conceptId('queue'),
  http: conceptId('http-session'),
  when_async: conceptId('cpu-heavy-work'),
  python: null,
};

/** Where a rule is about the other of two rows that its concept spans. */
const ofRule: ReadonlyMap<string, ConceptId> = new Map(
  Object.entries({
    cancelled_error_swallowed: 'cancellation',
    cancelled_task_not_awaited: 'cancellation',
    wait_for_shield_confusion: 'cancellation',
    sync_for_on_async_iter: 'async-iterator',
    async_for_on_sync_iterable: 'async-iterator',
    bad_async_iterator_protocol: 'async-iterator',
    lock_held_across_slow_await: 'lock',
    threading_lock_in_async: 'lock',
    lock_reentrant_deadlock: 'lock',
    manual_release_without_finally: 'lock',
    race_across_await: 'lock',
    taskgroup_misuse: 'task-group',
  }).map(([rule, concept]) => [rule, conceptId(concept)]),
);
