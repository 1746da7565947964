import { codeMarked } from '../inline.ts';
import type { TestResult } from '../ports/code-grader.ts';
import type { Block, Span } from '../view.ts';
import { list, text } from '../view.ts';
import type { Say } from '../words.ts';

/** So that a verdict fits a phone screen, or two. */
const mostLines = 10;

type Line = readonly Span[];

/** Which behaviours hold; of very many, those that do not hold and how many others. */
export function verdictList(tests: readonly TestResult[], say: Say): Block {
  if (tests.length <= mostLines) return list(tests.map((test) => verdictLine(test, say)));
  const failing = tests.filter(({ passed }) => !passed);
  const others = tests.length - failing.length;
  const lines = failing.map((test) => verdictLine(test, say));
  const more = (count: number) => [text(`${signs(say).fails}${say('exercise.more', { count })}`)];
  const rest = [text(`${signs(say).holds}${say('exercise.others', { count: others })}`)];
  return list([...cutOff(lines, mostLines - 1, more), ...(others > 0 ? [rest] : [])]);
}

/** What a solution that passed has shown. */
export function shownList(tests: readonly TestResult[], say: Say): Block {
  const lines = tests.map(({ name }) => [text('✓ '), ...codeMarked(name)]);
  return list(cutOff(lines, mostLines, (count) => [text(`✓ ${say('exercise.more', { count })}`)]));
}

function verdictLine({ name, passed }: TestResult, say: Say): Line {
  return [text(passed ? signs(say).holds : signs(say).fails), ...codeMarked(name)];
}

/** A sign for the eye and a word for the ear. */
const signs = (say: Say) => ({
  holds: `✓ ${say('exercise.holds')} · `,
  fails: `✗ ${say('exercise.holds-not')} · `,
});

/** Of too many lines the first, and how many more there are. */
function cutOff(lines: readonly Line[], most: number, more: (count: number) => Line): readonly Line[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), more(lines.length - most + 1)];
}
