import type { CodeLine } from './block.ts';
import { withPlainMarks } from './clean-line.ts';

/** A run of lines that are code. */
export interface Run {
  readonly lines: readonly CodeLine[];
  readonly isOpen: boolean;
}

/** Code in a message without fences: runs of lines that read as code, with prose between them. */
export function findCode(lines: readonly CodeLine[]): readonly Run[] {
  const [only, ...rest] = lines.filter(({ text }) => text.trim() !== '');
  const inline = only === undefined || rest.length > 0 ? null : /^\s*`([^`]+)`\s*$/u.exec(only.text);
  if (only !== undefined && inline !== null) return [{ lines: [{ ...only, text: inline[1] ?? '' }], isOpen: false }];
  const runs: CodeLine[][] = [];
  let run: CodeLine[] = [];
  let depth = 0;
  const end = () => {
    if (run.some(({ text }) => isStrong(text))) runs.push(withoutEdges(run));
    run = [];
    depth = 0;
  };
  let inText = 0;
  for (const [index, line] of lines.entries()) {
    if (index < inText || depth > 0 || belongs(line.text, run)) {
      run.push(line);
      if (index >= inText) inText = endOfText(lines, index);
      depth = run.length > 0 ? Math.max(0, Math.min(depth + balance(line.text), 50)) : 0;
    } else end();
  }
  end();
  return runs.map((found) => ({ lines: found, isOpen: false }));
}

/** Where the text ends that a line opens by three quotes; that line itself when it opens none, or one that is never closed. */
function endOfText(lines: readonly CodeLine[], index: number): number {
  const marks = lines[index]?.text.match(/"""|'''/gu) ?? [];
  const [mark] = marks;
  if (mark === undefined || marks.length % 2 === 0) return index;
  const end = lines.findIndex(({ text }, at) => at > index && text.includes(mark));
  return end < 0 ? index : end + 1;
}

/** Whether a good part of the lines can only be code. */
export function looksLikeCode(lines: readonly CodeLine[]): boolean {
  const written = lines.filter(({ text }) => text.trim() !== '');
  return written.filter(({ text }) => isStrong(text)).length >= Math.max(1, written.length * 0.25);
}

/** Blank lines, comments and indented lines are code when they follow code. */
function belongs(text: string, run: readonly CodeLine[]): boolean {
  if (isStrong(text) || decorator.test(text)) return true;
  if (run.length === 0) return prompt.test(text) || text.startsWith('Traceback (most');
  return text.trim() === '' || /^\s+\S/u.test(text) || isWeak(text);
}

const prompt = /^\s*(?:>>>|In \[\d+\]:)/u;

/** Code only together with other code: alone, somebody is called. */
const decorator = /^\s*@(?!(?:everyone|here|channel)\s*$)[a-z_][\w.]*(?:\(.*\)?)?\s*$/iu;

/** Nobody writes that in prose. */
function isStrong(text: string): boolean {
  if (text.length > 2000) return /^\s*[\w.]+ ?[=(]/u.test(text.slice(0, 200));
  return strong.some((pattern) => pattern.test(withPlainMarks(text)));
}

const strong = [
  /^\s*(?:\d+[:.|]?\s+)?(?:async\s+)?def\s+\w+\s*\(/u,
  /^\s*(?:\d+[:.|]?\s+)?class\s+\w+\s*(?:\([^)]*\))?\s*:/u,
  /^\s*(?:\d+[:.|]?\s+)?import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*\s*(?:#.*)?$/u,
  /^\s*(?:\d+[:.|]?\s+)?from\s+[\w.]+\s+import\s+[(\w*]/u,
  /^\s*(?:async\s+)?(?:for|with|while|if|elif|except)\b.*:\s*(?:#.*)?$/u,
  /^\s*(?:try|else|finally|except)\s*:\s*(?:#.*)?$/u,
  /^\s*(?:[a-z_][\w.[\]'"]*(?:\s*,\s*[a-z_][\w.]*)*)\s*(?::\s*[\w.[\], ]+)?\s*(?:[-+*/|&%]|\/\/|\*\*)?=(?!=)\s*\S/iu,
  /^\s*(?:await|return await|yield)\s+[\w.]+[([]/u,
  /^\s*[a-z_][\w.]*\(.*\)?[,;:]?\s*(?:#.*)?$/iu,
  /^\s*print\s+["']/u,
  prompt,
];

/** Code beside code. */
function isWeak(text: string): boolean {
  return /^(?:#|[)\]}"'.]|return\b|raise\b|pass$|break$|continue$|await\s|yield\b|del\s|global\s|assert\s|lambda\b|if\b.*:|\.\.\.$|\d+\s*$|[\w.]+\[.*\]\s*$)/u.test(
    text,
  );
}

function balance(text: string): number {
  let depth = 0;
  for (const sign of text.replace(/"[^"]*"|'[^']*'/gu, '').replace(/#.*$/u, '')) {
    if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) depth -= 1;
  }
  return depth;
}

function withoutEdges(run: readonly CodeLine[]): CodeLine[] {
  const isBlank = ({ text }: CodeLine) => text.trim() === '';
  const last = run.findLastIndex((line) => !isBlank(line));
  return run.slice(0, last + 1);
}
