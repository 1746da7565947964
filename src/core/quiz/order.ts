import type { OrderAnswer, OrderLine, OrderMistake } from './quiz.ts';

/** Lines on their way into an order. */
export interface Lined {
  readonly placed: readonly OrderLine[];
  readonly left: readonly OrderLine[];
}

/** The lines at these places, and those left over; the last one goes to the end by itself. Null when a place is none. */
export function lineUp(lines: readonly OrderLine[], places: readonly number[]): Lined | null {
  const picked = places.map((place) => lines[place]);
  if (!picked.every((line) => line !== undefined) || new Set(picked).size < picked.length) return null;
  const left = lines.filter((line) => !picked.includes(line));
  return left.length === 1 ? { placed: [...picked, ...left], left: [] } : { placed: picked, left };
}

/** Whether a program with the lines in this order runs right. */
export function isAccepted({ accepted }: Pick<OrderAnswer, 'accepted'>, lines: readonly Named[]): boolean {
  return accepted.includes(nameOfOrder(lines));
}

/** An order as it stands among the accepted ones. */
export const nameOfOrder = (lines: readonly Named[]): string => lines.map(({ id }) => id).join(' ');

type Named = Pick<OrderLine, 'id'>;

/** What speaks first about an order; undefined when nothing does. */
export function mistakeIn<Rule extends Pick<OrderMistake, 'before'>>(
  mistakes: readonly Rule[],
  lines: readonly Named[],
): Rule | undefined {
  const ids = lines.map(({ id }) => id);
  return mistakes.find(({ before: [earlier, later] }) => ids.indexOf(earlier) < ids.indexOf(later));
}

/** The comment for which the lines stand in the program. */
export const linesMark = /^([ \t]*)# lines[ \t]*$/mu;

/** The program with these lines in it, indented as the comment was. */
export function programWith(code: string, lines: readonly Pick<OrderLine, 'code'>[]): string {
  const text = lines.map((line) => line.code.trimEnd()).join('\n');
  return code.replace(linesMark, (_, indent: string) => indented(text, indent));
}

const indented = (text: string, indent: string): string => text.replace(/^(?=.)/gmu, indent);
