import type { Interface } from 'node:readline';
import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { historyLines, tabColumns } from './limits.ts';

/** A line that is edited at the bottom of a terminal, while text is printed above it. */
export interface LineEditor {
  /** What stands in the line. */
  line(): string;
  /** Shows a prompt; what is typed already stays, else `given` is laid into the line. */
  ask(prompt: string, given: string): void;
  /** Writes lines where the prompt was; what is being typed goes on behind them. */
  print(text: string): void;
  /** Types text into the line; its line ends enter lines. */
  insert(text: string): void;
  /** Empties the line and gives what stood in it. */
  clear(): string;
  deleteForward(): void;
  /** Lines entered, newest first. */
  history(): readonly string[];
  close(): void;
}

interface EditorEnds {
  readonly keys: Readable;
  readonly output: Writable;
  /** Lines entered before, newest first. */
  readonly history: string[];
  readonly complete: (line: string) => readonly string[];
  readonly onLine: (line: string) => void;
  /** Ctrl-C was pressed. */
  readonly onInterrupt: () => void;
}

export function openLineEditor(ends: EditorEnds): LineEditor {
  const { output } = ends;
  const lines = createLines(ends);
  let { history }: { history: readonly string[] } = ends;
  lines.on('history', (newestFirst) => (history = [...newestFirst]));
  lines.on('line', ends.onLine).on('SIGINT', ends.onInterrupt);
  return {
    line: () => lines.line,
    ask: (prompt, given) => {
      erase(lines, output);
      lines.setPrompt(prompt);
      lines.prompt(true);
      if (lines.line === '') lines.write(given);
    },
    print: (text) => {
      erase(lines, output);
      lines.setPrompt('');
      output.write(text);
      if (lines.line !== '') lines.prompt(true);
    },
    insert: (text) => lines.write(text),
    clear: () => {
      const { line } = lines;
      erase(lines, output);
      Object.assign(lines, { line: '', cursor: 0 });
      return line;
    },
    deleteForward: () => lines.write(null, { ctrl: true, name: 'd' }),
    history: () => history,
    close: () => {
      erase(lines, output);
      lines.close();
    },
  };
}

function createLines({ keys, output, history, complete }: EditorEnds): Interface {
  return createInterface({
    input: keys,
    output,
    terminal: true,
    history,
    historySize: historyLines,
    removeHistoryDuplicates: true,
    tabSize: tabColumns,
    completer: (line: string) => [[...complete(line)], line],
  });
}

/** Takes prompt and line off the screen, from wherever the cursor is in them; the line keeps its text. */
function erase(lines: Interface, output: Writable): void {
  moveCursor(output, 0, -lines.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
  // Readline goes up as many rows as it drew last; there are none any more.
  Object.assign(lines, { prevRows: 0 });
}
