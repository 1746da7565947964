import { expect } from 'vitest';
import type { Course } from '#core/course/course.ts';
import { learnerId } from '#core/ids.ts';
import type { AnswerFact } from '#core/ports/evidence-store.ts';
import type { Store } from '#core/ports/store.ts';
import type { Known } from '../year/compare.ts';
import { compareClass, compareFacts, compareHistory, compareRights, compareRoster } from '../year/compare.ts';
import { answer, nobody, seen } from '../year/people-model.ts';
import { communityFrom } from '../year/population.ts';
import { sheetOf } from '../year/questions.ts';
import type { Asked } from './ledger.ts';
import { endingOf } from './ledger.ts';

interface Studied {
  readonly store: Store;
  readonly course: Course;
  /** By the names under which the bot keeps them. */
  readonly learners: readonly string[];
  /** As `slack/T1`. */
  readonly classes: readonly string[];
  readonly ledger: readonly Asked[];
}

/**
 * No progress is lost, doubled or wrong. Whoever saw a verdict has that answer counted, and nobody has more than they gave.
 * The model of the year (plain lists, what is right told by the content alone) is given the answers, takes each of them for a
 * first one, and then must agree with whatever is reckoned from them: totals, classes, rosters, who improved.
 */
export async function expectProgress({ store, course, learners, classes, ledger }: Studied): Promise<void> {
  const known: Known = { people: nobody(), course, store: () => store, now: Date.now };
  for (const learner of learners) {
    const answers = await answersOf(store, course, learner);
    expectTold(learner, { answers, ledger });
    for (const fact of answers) take(known, fact);
    await compareFacts(known, learner);
    await compareHistory(known, learner);
  }
  for (const name of classes) await compareWholeClass(known, name);
}

async function answersOf(store: Store, course: Course, learner: string): Promise<readonly AnswerFact[]> {
  const facts = await store.evidence.facts(learnerId(learner), course.id);
  return facts.filter((fact) => fact.kind === 'answer').toSorted((one, other) => one.at - other.at);
}

/** Answers and verdicts, as the person saw them. */
function expectTold(
  learner: string,
  { answers, ledger }: { readonly answers: readonly AnswerFact[]; readonly ledger: readonly Asked[] },
): void {
  const given = ledger.filter((asked) => asked.learner === learner && asked.kind === 'answer');
  // Who waits too long for a verdict presses once more, and sees the same one for both.
  const told = new Set(given.flatMap((asked) => (endingOf(asked) === 'answered' ? [asked.question] : []))).size;
  expect(answers.length, `answers kept of ${learner}, who saw ${told} verdicts`).toBeGreaterThanOrEqual(told);
  expect(answers.length, `answers kept of ${learner}, who gave ${given.length}`).toBeLessThanOrEqual(given.length);
}

/** Everybody presses the first option. */
function take({ people, course }: Known, { by, quiz, seed, at, given }: AnswerFact): void {
  const sheet = sheetOf(course, quiz, seed);
  const truth = sheet.truthOf([0]);
  expect(sheet.kind === 'one' ? given : truth.given, `what ${by} pressed for ${quiz}`).toEqual(truth.given);
  expect(answer(people, { by, quiz, seed, at, ...truth }), `${by} answered ${quiz} ${seed}`).toBe('recorded');
}

/** Who belongs to it is taken from the store: whoever was only seen there has no answers. */
async function compareWholeClass(known: Known, name: string): Promise<void> {
  const roster = await known.store().classes.roster(communityFrom(name), known.course.id);
  for (const { learner } of roster) seen(known.people, learner, { class: name, at: known.now() });
  await compareClass(known, name);
  await compareRoster(known, name);
  await compareRights(known, name);
}
