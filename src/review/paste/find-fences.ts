import type { CodeLine } from './block.ts';

/** What stands between two fences. */
export interface Fenced {
  readonly lines: readonly CodeLine[];
  readonly language: 'python' | 'unsaid' | 'other';
  readonly isOpen: boolean;
}

/** Fenced blocks, in order; a fence that is never closed reaches to the end. */
export function findFences(lines: readonly CodeLine[]): readonly Fenced[] {
  const found: Fenced[] = [];
  let open: Opening | null = null;
  for (const line of lines) {
    if (open === null) {
      open = opening(line, found);
      continue;
    }
    const at = line.text.indexOf(open.marks);
    if (at < 0) {
      open.lines.push(line);
      continue;
    }
    if (line.text.slice(0, at).trim() !== '') open.lines.push({ ...line, text: line.text.slice(0, at) });
    found.push({ lines: open.lines, language: open.language, isOpen: false });
    open = null;
  }
  if (open !== null) found.push({ lines: open.lines, language: open.language, isOpen: true });
  return found;
}

interface Opening {
  readonly marks: string;
  readonly language: Fenced['language'];
  readonly lines: CodeLine[];
}

/** A fence that opens here; one that also closes here is added to what was found. */
function opening(line: CodeLine, found: Fenced[]): Opening | null {
  const match = /(`{3,}|~{3,})(.*)$/u.exec(line.text);
  if (match === null) return null;
  const [, marks = '', rest = ''] = match;
  const end = rest.indexOf(marks);
  const { code, language } = withoutLanguage(end < 0 ? rest : rest.slice(0, end), end >= 0);
  const lines = code.trim() === '' ? [] : [{ ...line, text: code.trimStart() }];
  if (end < 0) return { marks, language, lines };
  found.push({ lines, language, isOpen: false });
  return null;
}

/** One word alone behind the marks names a language; on a line that also closes, code may follow it. */
function withoutLanguage(
  inside: string,
  isClosed: boolean,
): { readonly code: string; readonly language: Fenced['language'] } {
  const word = /^\s*([\w+#.-]+)(?:\s|$)/u.exec(inside)?.[1] ?? '';
  const language = languageOf(word);
  const isWord = inside.trim() === word || (language !== 'unsaid' && isClosed);
  return isWord ? { code: inside.replace(word, ''), language } : { code: inside, language: 'unsaid' };
}

function languageOf(word: string): Fenced['language'] {
  const plain = word.toLowerCase();
  if (/^(?:py(?:thon)?[23]?(?:\.\d+)?|pycon|ipython|pyi|py3-.*|sage)$/u.test(plain)) return 'python';
  return others.has(plain) ? 'other' : 'unsaid';
}

const others = new Set(
  'js javascript ts typescript jsx tsx java c cpp c++ csharp cs c# go golang rust rs ruby rb php perl lua kotlin kt swift scala r sql html xml css scss json yaml yml toml ini bash sh shell zsh console powershell ps1 bat dockerfile makefile diff csv log haskell hs elixir erlang clojure dart vb md markdown mermaid graphql pytb traceback output'.split(
    ' ',
  ),
);
