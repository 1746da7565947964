import { linesMark } from '#core/quiz/order.ts';
import { longestOption } from './options.ts';
import type { EntryOf } from './quiz-desk.ts';

/** Each order is run whenever the content is checked: four lines make 24 of them. */
const [fewestLines, mostLines] = [3, 4];

/** What is wrong with lines that are to be put in order, and where. */
export type LineFault = readonly [message: string, ...path: readonly PropertyKey[]];

/** Why no order of a question's lines could be run, or shown on buttons. */
export function lineFaults(entry: EntryOf<'order'>): readonly LineFault[] {
  const count = Object.keys(entry.lines).length;
  const isCount = count >= fewestLines && count <= mostLines;
  const wrongCount: LineFault = [
    `expected ${fewestLines} to ${mostLines} lines, found ${count}; change them.`,
    'lines',
  ];
  return [
    ...markFaults(entry),
    ...(isCount ? [] : [wrongCount]),
    ...Object.entries(entry.lines).flatMap(([id, code]) => textFaults(id, code, entry)),
    ...entry.mistakes.flatMap(({ before }, at) => nameFaults(before, at, entry)),
  ];
}

function markFaults({ code }: EntryOf<'order'>): readonly LineFault[] {
  const marks = code.match(new RegExp(linesMark.source, 'gmu'))?.length ?? 0;
  if (marks === 1) return [];
  return [
    [`expected one comment \`# lines\` in the program, found ${marks}; write it where the lines belong.`, 'code'],
  ];
}

function textFaults(id: string, code: string, { lines }: EntryOf<'order'>): readonly LineFault[] {
  const [first] = Object.entries(lines).find(([, text]) => text === code) ?? [];
  const isTwice = first !== id;
  const long = `expected at most ${longestOption} characters, found ${code.length}; shorten it.`;
  return [
    ...(isTwice ? ([[`expected different lines, found \`${code}\` twice; change one.`, 'lines', id]] as const) : []),
    ...(code.length > longestOption ? ([[long, 'lines', id]] as const) : []),
  ];
}

function nameFaults(names: readonly string[], at: number, { lines }: EntryOf<'order'>): readonly LineFault[] {
  return names
    .filter((name) => !Object.hasOwn(lines, name))
    .map((name) => [`expected the name of a line, found \`${name}\`; mend it.`, 'mistakes', at, 'before']);
}
