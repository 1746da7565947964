import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** `development` may be looked at while rules are written; `held-out` only for the last figures. */
export type ReviewPart = 'development' | 'held-out';

const levels = ['easy', 'medium', 'hard', 'clean'] as const;
/** How well the mistake is hidden; `clean` has none. */
export type ReviewLevel = (typeof levels)[number];

/** One mistake: any of `rules` on any of `lines` (from 1, in the text as received) names it; the first line is the best. */
export interface ExpectedFinding {
  readonly rules: readonly string[];
  readonly lines: readonly number[];
}

/** A chat message with code in it, and what a reviewer must find there. */
export interface ReviewMessage {
  readonly id: string;
  readonly topic: string;
  readonly level: ReviewLevel;
  readonly text: string;
  readonly expected: readonly ExpectedFinding[];
}

interface Mark {
  readonly line: number;
  readonly rules: readonly string[];
  readonly isBest: boolean;
}

const home = join(import.meta.dirname, '../fixtures/review');
const folders = { development: home, 'held-out': join(home, 'held-out') } as const satisfies Record<ReviewPart, string>;

/** All messages of a part, in order of their files; throws where a file does not keep to the format of the folder's README. */
export async function reviewSet(part: ReviewPart): Promise<readonly ReviewMessage[]> {
  const folder = folders[part];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).toSorted();
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
  );
  return files.flatMap(([name, text]) => parseReviewFile(basename(name, '.txt'), text));
}

/** The messages of one file of the set; throws when a heading, a level or a mark is not of the format. */
export function parseReviewFile(topic: string, file: string): readonly ReviewMessage[] {
  const [before = '', ...parts] = file.split(/^=== /mu);
  if (before.trim() !== '') throw new Error(`${topic}: expected '=== level id' first, got '${before.slice(0, 40)}'`);
  return parts.map((part) => parseMessage(topic, part));
}

function parseMessage(topic: string, part: string): ReviewMessage {
  const [heading = '', ...rest] = part.trimEnd().split('\n');
  const [word = '', id = ''] = heading.trim().split(' ');
  const level = levels.find((known) => known === word);
  if (level === undefined || id === '') {
    throw new Error(`${topic}: expected '=== ${levels.join('|')} id', got '=== ${heading}'`);
  }
  const marks = rest.flatMap((line, at) => marksOf(line, at + 1));
  const text = rest.map((line) => withCharacters(line.replace(markPattern, ''))).join('\n');
  const expected = marks.filter((mark) => mark.isBest).map((mark) => withOtherLines(mark, marks));
  if ((level === 'clean') !== (expected.length === 0)) {
    throw new Error(
      `${topic}: ${id} is ${level} and has ${expected.length} marks: a clean one has none, others one or more`,
    );
  }
  return { id, topic, level, text, expected };
}

/** What stands behind the text of a line: `  @@rule`, `  @@rule|other_rule`, `  @@~rule` for a line that is accepted too. */
const markPattern = /(?:\s+@@~?[a-z_|]+)+$/u;

function marksOf(line: string, number: number): readonly Mark[] {
  const [tail = ''] = markPattern.exec(line) ?? [];
  return [...tail.matchAll(/@@(~?)([a-z_|]+)/gu)].map(([, other, rules = '']) => ({
    line: number,
    rules: rules.split('|'),
    isBest: other === '',
  }));
}

function withOtherLines(best: Mark, marks: readonly Mark[]): ExpectedFinding {
  const others = marks.filter((mark) => !mark.isBest && mark.rules.some((rule) => best.rules.includes(rule)));
  return { rules: best.rules, lines: [best.line, ...others.map((mark) => mark.line)] };
}

/** Characters that cannot be seen in an editor are written `{U+00A0}`. */
const withCharacters = (line: string): string =>
  line.replaceAll(/\{U\+([0-9A-F]{4,6})\}/gu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
