import { readFileSync } from 'node:fs';
import type { Course } from '#core/course/course.ts';
import type { Exercise } from '#core/course/exercise.ts';
import type { Choice, View } from '#core/view.ts';
import { choicesOf } from '../app.ts';
import type { Wanted } from './answer.ts';
import { answerAs, questionIn } from './answer.ts';
import type { Walker } from './walker.ts';
import { buttonFor, formIn } from './walker.ts';

/** Presses Next from the first page until there is none, at most `most` times; every view on the way. */
export async function readOn(walker: Walker, most: number): Promise<readonly View[]> {
  let view = await walker.ask('lesson', { course: 'async' });
  const views = [view];
  while (views.length <= most) {
    const next = choicesOf(view).find(({ command }) => command === 'next');
    if (next === undefined) break;
    view = await walker.press(next);
    views.push(view);
  }
  return views;
}

/** Presses every Run under these pages; one view for each. */
export async function runAll(walker: Walker, pages: readonly View[]): Promise<readonly View[]> {
  const runs = pages.flatMap(choicesOf).filter(({ command }) => command === 'run');
  return await inTurn(runs, walker.press);
}

/** A question that was asked, and what was said to its answer. */
export interface Round {
  readonly quiz: string;
  readonly wanted: Wanted;
  readonly told: View;
}

/** Answers wrong what was not asked before and right what comes back, `count` times. */
export async function answerMany(course: Course, walker: Walker, count: number): Promise<readonly Round[]> {
  const asked = new Set<string>();
  return await inTurn([...Array(count).keys()], async () => {
    const view = await walker.ask('quiz', { course: course.id });
    const quiz = questionIn(course, view).quiz.id;
    const wanted = asked.has(quiz) ? 'right' : 'wrong';
    asked.add(quiz);
    return { quiz, wanted, told: await answerAs(course, walker, { view, wanted }) };
  });
}

/** What an exercise says from its beginning to a solution that passes. */
export interface Practice {
  readonly task: View;
  readonly failed: View;
  readonly hints: readonly View[];
  readonly passed: View;
}

/** Begins an exercise, sends its starter, takes every hint and sends the solution that stands beside it. */
export async function practise(walker: Walker, exercise: Exercise): Promise<Practice> {
  const task = await walker.ask('exercise', { exercise: exercise.id });
  const failed = await walker.send(formIn(task), { code: exercise.starter });
  const hints = [await walker.press(buttonFor(failed, 'hint'))];
  while (hints.length < exercise.hints.en.length)
    hints.push(await walker.press(buttonFor(hints.at(-1) ?? task, 'hint')));
  const passed = await walker.send(formIn(failed), { code: solutionOf(exercise) });
  return { task, failed, hints, passed };
}

const solutionOf = ({ id }: Exercise): string =>
  readFileSync(`content/async/08-async-await/exercises/${id}/solution.py`, 'utf8');

/** The buttons under these views that lead to something else to read, each once. */
export function doorsIn(views: readonly View[]): readonly Choice[] {
  const doors = views.flatMap(choicesOf).filter(({ command }) => reading.has(command));
  return [...new Map(doors.map((door) => [JSON.stringify([door.command, door.args]), door])).values()];
}

const reading: ReadonlySet<string> = new Set(['lesson', 'back', 'reading', 'exercise', 'progress', 'hint']);

/** One after the other, as somebody alone does it. */
export async function inTurn<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await act(item));
  return results;
}
