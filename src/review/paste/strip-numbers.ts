import type { CodeLine } from './block.ts';

const numbered = /^\s*(\d{1,5})(?:[:.|│)]|(?=\s)|$)\s?[|│]?/u;
const fewest = 3;

/** Takes line numbers away where at least three lines in a row are numbered one after the other. */
export function stripNumbers(lines: readonly CodeLine[]): readonly CodeLine[] {
  const numbers = lines.map(({ text }) => Number(numbered.exec(text)?.[1] ?? NaN));
  return runsOf(numbers).flatMap(({ from, to }) => {
    const run = lines.slice(from, to);
    return run.length < fewest ? run : run.map((line) => ({ ...line, text: withoutNumber(line.text) }));
  });
}

/** One blank stands between number and code; two where the numbers are shorter than others. */
function withoutNumber(text: string): string {
  const rest = text.replace(numbered, '');
  return /^ \S/u.test(rest) ? rest.slice(1) : rest;
}

/** Stretches in which each number is one more than the one before; `to` is the first place behind. */
function runsOf(numbers: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const starts = numbers.flatMap((number, index) => (number === (numbers[index - 1] ?? NaN) + 1 ? [] : [index]));
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? numbers.length }));
}
