/** The line of the bracket or quote that nothing closes, from 1; null when all are closed. */
export function firstUnclosed(code: string): number | null {
  const open: { readonly sign: string; readonly line: number }[] = [];
  let line = 1;
  for (const [token] of code.matchAll(tokens)) {
    if (closers.has(token)) {
      if (open.at(-1)?.sign === closers.get(token)) open.pop();
    } else if (token.length === 1 && '([{'.includes(token)) open.push({ sign: token, line });
    line += countLines(token);
  }
  return open[0]?.line ?? null;
}

const closers = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);

/** Texts and comments as a whole, so that brackets in them do not count. */
const tokens =
  /"""(?:[^\\]|\\[^])*?"""|'''(?:[^\\]|\\[^])*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|#[^\n]*|[()[\]{}]|\n/gu;

function countLines(token: string): number {
  let count = 0;
  for (const sign of token) if (sign === '\n') count += 1;
  return count;
}

/** Code with the brackets closed where the next statement begins, so that the rest of it can be read; lines stay where they are. */
export function closeBrackets(code: string): string {
  const unclosed = firstUnclosed(code);
  if (unclosed === null) return code;
  const lines = code.split('\n');
  const indent = indentOf(lines[unclosed - 1] ?? '');
  const next = lines.findIndex(
    (text, index) => index >= unclosed && text.trim() !== '' && indentOf(text) <= indent && /^\s*[a-z_@]/iu.test(text),
  );
  const end = next < 0 ? lines.length : next;
  const last = lines.slice(0, end).findLastIndex((text) => text.trim() !== '');
  const part = lines.slice(unclosed - 1, last + 1).join('\n');
  return lines.with(last, `${(lines[last] ?? '').replace(/\s*(?:#.*)?$/u, '')}${missing(part)}`).join('\n');
}

const indentOf = (text: string) => text.length - text.trimStart().length;

function missing(part: string): string {
  const open: string[] = [];
  for (const [token] of part.matchAll(tokens)) {
    if (token === '(' || token === '[' || token === '{') open.push(token);
    else if (closers.has(token)) open.pop();
  }
  return open
    .toReversed()
    .map((sign) => (sign === '(' ? ')' : sign === '[' ? ']' : '}'))
    .join('');
}
