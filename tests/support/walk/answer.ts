import type { Course } from '#core/course/course.ts';
import { isAccepted } from '#core/quiz/order.ts';
import type { Question } from '#core/quiz/question.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { OrderLine } from '#core/quiz/quiz.ts';
import type { View } from '#core/view.ts';
import { choicesOf } from '../app.ts';
import { formIn, type Walker } from './walker.ts';

export type Wanted = 'right' | 'wrong';

/** The question that a view asks, by what its buttons carry. */
export function questionIn(course: Course, view: View): Question {
  const args = choicesOf(view).find(({ command }) => command === 'answer')?.args ?? formIn(view).args;
  const quiz = course.quizzes.find(({ id }) => id === args['quiz']);
  if (quiz === undefined) throw new Error(`expected a question of the course, “${view.title}” asks ${args['quiz']}`);
  return drawQuestion(quiz, Number(args['seed']));
}

/** Answers the question that a view asks, by its own buttons and forms. */
export async function answerAs(course: Course, walker: Walker, asked: { view: View; wanted: Wanted }): Promise<View> {
  const { view, wanted } = asked;
  const question = questionIn(course, view);
  const { drawn } = question;
  switch (drawn.kind) {
    case 'pick':
      return await pick(question, walker, { view, picks: picksFor(question, wanted) });
    case 'order':
      return await lineUp(walker, view, orderFor(question, wanted));
    case 'fix':
      if (wanted === 'right') return await walker.send(formIn(view), { code: drawn.answer.fixed });
      return await giveUp(question, walker, view);
  }
}

function picksFor({ drawn }: Question, wanted: Wanted): readonly number[] {
  if (drawn.kind !== 'pick') return [];
  const places = [...drawn.options.keys()];
  const right = places.filter((place) => drawn.options[place]?.right);
  return wanted === 'right' ? right : places.filter((place) => !right.includes(place)).slice(0, 1);
}

async function pick(
  { quiz }: Question,
  walker: Walker,
  answer: { view: View; picks: readonly number[] },
): Promise<View> {
  const picks = answer.picks.join(',');
  if (quiz.type === 'multiple') return await walker.send(formIn(answer.view), { picks });
  return await press(walker, answer.view, picks);
}

/** Presses the button for these places. */
async function press(walker: Walker, view: View, picks: string): Promise<View> {
  const button = choicesOf(view).find(({ command, args }) => command === 'answer' && args['picks'] === picks);
  if (button === undefined) throw new Error(`expected a button for the places ${picks} under “${view.title}”`);
  return await walker.press(button);
}

/** Places of lines in an order that runs right, or in one that does not. */
function orderFor({ drawn }: Question, wanted: Wanted): readonly number[] {
  if (drawn.kind !== 'order') return [];
  const orders = permutations([...drawn.lines.keys()]);
  const fits = (order: readonly number[]): boolean => isAccepted(drawn.answer, linesAt(drawn.lines, order));
  return orders.find((order) => fits(order) === (wanted === 'right')) ?? [];
}

const linesAt = (lines: readonly OrderLine[], order: readonly number[]): readonly OrderLine[] =>
  order.flatMap((place) => lines[place] ?? []);

function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item) => permutations(items.filter((one) => one !== item)).map((rest) => [item, ...rest]));
}

/** One tap a line; the last one goes to its place by itself. */
async function lineUp(walker: Walker, view: View, order: readonly number[]): Promise<View> {
  let shown = view;
  for (let count = 1; count < order.length; count += 1) {
    shown = await press(walker, shown, order.slice(0, count).join(','));
  }
  return shown;
}

/** Sends the program as it came, and what is known not to help, then asks for the solution. */
async function giveUp({ drawn }: Question, walker: Walker, view: View): Promise<View> {
  if (drawn.kind !== 'fix') throw new Error(`expected a program to mend, “${view.title}” has none`);
  const form = formIn(view);
  const [field] = form.fields;
  const tried = await walker.send(form, { code: field?.kind === 'code' ? field.initial : '' });
  const solution = choicesOf(tried).find(({ args }) => args['solution'] !== undefined);
  if (solution === undefined) throw new Error(`expected a way to give up under “${tried.title}”`);
  return await walker.press(solution);
}
