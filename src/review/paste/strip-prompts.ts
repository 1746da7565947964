import type { CodeLine } from './block.ts';
import { looksLikeCode } from './find-code.ts';

/** Takes away prompts of a session, with what it printed, and line numbers. */
export function stripPrompts(lines: readonly CodeLine[]): {
  readonly lines: readonly CodeLine[];
  readonly isSession: boolean;
} {
  if (isSession(lines)) return { lines: typed(lines), isSession: true };
  return { lines: withoutNumbers(lines.filter(({ text }) => !/^\s*\$ \w/u.test(text))), isSession: false };
}

const prompt = /^\s*(?:>>> ?|In \[\d+\]: ?)/u;
const more = /^\s*(?:\.\.\.:? ?)/u;

/** Prompts behind the head of a function or a class stand in its docstring: that is a file. */
function isSession(lines: readonly CodeLine[]): boolean {
  const first = lines.findIndex(({ text }) => prompt.test(text));
  return first >= 0 && !lines.slice(0, first).some(({ text }) => /^\s*(?:async\s+def|def|class)\s/u.test(text));
}

function typed(lines: readonly CodeLine[]): readonly CodeLine[] {
  let goesOn = false;
  return lines.flatMap((line) => {
    if (prompt.test(line.text)) {
      goesOn = true;
      return [{ ...line, text: line.text.replace(prompt, '') }];
    }
    if (goesOn && more.test(line.text)) return [{ ...line, text: line.text.replace(more, '') }];
    goesOn = false;
    return [];
  });
}

const numbered = /^\s*(\d{1,5})(?:[:.|│)]|\s(?=\s|\S)|\s*$)\s?[|│]?/u;

/** `12  await f()`: every line begins with a number, and they go up. */
function withoutNumbers(lines: readonly CodeLine[]): readonly CodeLine[] {
  const written = lines.filter(({ text }) => text.trim() !== '');
  const numbers = written.map(({ text }) => Number(numbered.exec(text)?.[1] ?? NaN));
  const goUp = numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
  if (written.length < 2 || numbers.some(Number.isNaN) || !goUp) return lines;
  return lines.map((line) => ({ ...line, text: line.text.replace(numbered, '') }));
}

/** The same for code among prose: at least three lines whose numbers go up by one. */
export function withoutNumberedRuns(lines: readonly CodeLine[]): readonly CodeLine[] {
  const numbers = lines.map(({ text }) => Number(numbered.exec(text)?.[1] ?? NaN));
  const begins = (index: number) => !(numbers[index] === (numbers[index - 1] ?? NaN) + 1);
  const runs: CodeLine[][] = [];
  for (const [index, line] of lines.entries()) {
    const last = runs.at(-1);
    if (last === undefined || begins(index)) runs.push([line]);
    else last.push(line);
  }
  return runs.flatMap((run) => {
    const code = run.length < 3 ? run : withoutNumbers(run);
    return looksLikeCode(code) ? code : run;
  });
}

/** Code between single backticks that spans lines. */
export function withoutBackticks(lines: readonly CodeLine[]): readonly CodeLine[] {
  const first = lines.findIndex(({ text }) => /^`[^`]+$/u.test(text));
  const last = lines.findIndex(({ text }, index) => index > first && text.includes('`'));
  if (first < 0 || last < 0 || !/^[^`]*`\s*$/u.test(lines[last]?.text ?? '')) return lines;
  return lines.map((line, index) =>
    index === first || index === last ? { ...line, text: line.text.replace('`', '') } : line,
  );
}
