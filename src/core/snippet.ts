/** The program in what a learner sent. */
export type Snippet =
  | { readonly kind: 'program'; readonly code: string }
  | { readonly kind: 'nothing' }
  /** `line`: where the fence that is never closed begins, from 1. */
  | { readonly kind: 'unclosed'; readonly line: number };

/** Reads a message: the first fenced block when there is one, otherwise all of it. Line ends become `\n`. */
export function readSnippet(message: string): Snippet {
  const text = message.replace(/\r\n?/gu, '\n');
  const opening = fence.exec(text);
  if (opening === null) return program(unquoted(text));
  const [whole, before = '', marks = ''] = opening;
  const start = opening.index + whole.length;
  const end = text.indexOf(marks, start);
  if (end < 0) return { kind: 'unclosed', line: text.slice(0, start).split('\n').length };
  const inside = withoutLanguage(text.slice(start, end));
  return program(outdent(inside.split('\n'), before).join('\n'));
}

/** Three or more backticks or tildes, and whatever stands before them on their line. */
const fence = /^(.*?)(`{3,}|~{3,})/mu;

/** One word alone on the line of the opening marks names a language; anything else there is code already. */
function withoutLanguage(inside: string): string {
  return inside.replace(/^[ \t]*[\w+#.-]*[ \t]*\n/u, '');
}

/** One pair of backticks around all of it is how chats mark a line of code. */
function unquoted(message: string): string {
  const [, inside] = /^\s*`([^`]+)`\s*$/u.exec(message) ?? [];
  return inside ?? message;
}

/** A fence that is itself indented indents its lines as much. */
function outdent(lines: readonly string[], before: string): readonly string[] {
  if (before.trim() !== '' || before === '') return lines;
  return lines.map((line) => (line.startsWith(before) ? line.slice(before.length) : line));
}

function program(code: string): Snippet {
  return code.trim() === ''
    ? { kind: 'nothing' }
    : { kind: 'program', code: `${code.slice(0, endOfLastLine(code))}\n` };
}

/** Counted from the end, where a pattern would look at every run of line ends in between. */
function endOfLastLine(code: string): number {
  let end = code.length;
  while (code[end - 1] === '\n') end -= 1;
  return end;
}
