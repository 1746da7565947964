import { leastPaste } from './limits.ts';

/** A piece of what a terminal sends, before a line editor sees it. */
export type Key =
  | { readonly kind: 'typed'; readonly text: string }
  /** Marked as pasted by the terminal (bracketed paste); complete. */
  | { readonly kind: 'paste'; readonly text: string }
  /** More than anyone types at once, without a mark; the next part may follow. */
  | { readonly kind: 'burst'; readonly text: string }
  /** Ctrl-D. */
  | { readonly kind: 'end' };

/** What makes a terminal mark pastes, and what makes it stop. */
export const pasteMarks = { on: '\u001b[?2004h', off: '\u001b[?2004l' } as const;

const pasteBegins = '\u001b[200~';
const pasteEnds = '\u001b[201~';
const controlD = '\u0004';

/** Splits what comes in chunks; each character is looked at once, however long a paste is. */
export function createKeySplitter(): (chunk: string) => readonly Key[] {
  let held = '';
  let pasted: string[] | null = null;

  function withinPaste(text: string, parts: string[]): { readonly keys: readonly Key[]; readonly rest: string } {
    const end = text.indexOf(pasteEnds);
    if (end >= 0) {
      pasted = null;
      parts.push(text.slice(0, end));
      return { keys: [{ kind: 'paste', text: parts.join('') }], rest: text.slice(end + pasteEnds.length) };
    }
    held = begunMark(text, pasteEnds, 1);
    parts.push(text.slice(0, text.length - held.length));
    return { keys: [], rest: '' };
  }

  function outside(text: string): { readonly keys: readonly Key[]; readonly rest: string } {
    const begin = text.indexOf(pasteBegins);
    if (begin >= 0) {
      pasted = [];
      return { keys: typedKeys(text.slice(0, begin)), rest: text.slice(begin + pasteBegins.length) };
    }
    // Shorter beginnings are keys of their own, such as Escape, and must not wait for more.
    held = begunMark(text, pasteBegins, 3);
    return { keys: typedKeys(text.slice(0, text.length - held.length)), rest: '' };
  }

  return (chunk) => {
    const keys: Key[] = [];
    let rest = held + chunk;
    held = '';
    while (rest !== '') {
      const taken = pasted === null ? outside(rest) : withinPaste(rest, pasted);
      keys.push(...taken.keys);
      rest = taken.rest;
    }
    return keys;
  };
}

/** The end of a text where it is the beginning of a mark of which at least so much must be there. */
function begunMark(text: string, mark: string, least: number): string {
  for (let length = mark.length - 1; length >= least; length -= 1) {
    if (text.endsWith(mark.slice(0, length))) return text.slice(-length);
  }
  return '';
}

function typedKeys(text: string): readonly Key[] {
  return text.split(controlD).flatMap((part, at): readonly Key[] => {
    const end = at === 0 ? [] : [{ kind: 'end' } as const];
    if (part === '') return end;
    return [...end, { kind: isPlain(part) && part.length >= leastPaste ? 'burst' : 'typed', text: part }];
  });
}

/** Text and line ends only: nothing that is a key. */
export function isPlain(text: string): boolean {
  return !/(?![\r\n\t])\p{Cc}/u.test(text);
}
