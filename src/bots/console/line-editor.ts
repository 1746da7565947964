import type { Interface } from 'node:readline';
import { clearScreenDown, createInterface, cursorTo } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { historyLines, tabColumns } from './limits.ts';

/** A line that is edited at the bottom of a terminal, while text is printed above it. */
export interface LineEditor {
  /** What stands in the line. */
  line(): string;
  /** Shows a prompt; what is typed already stays, else `given` is laid into the line. */
  ask(prompt: string, given: string): void;
  /** The prompt from the next line on. */
  setPrompt(prompt: string): void;
  /** Writes lines above the one being edited. */
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
      lines.setPrompt(prompt);
      lines.prompt(true);
      if (lines.line === '') lines.write(given);
    },
    setPrompt: (prompt) => lines.setPrompt(prompt),
    print: (text) => printAbove(text, lines, output),
    insert: (text) => lines.write(text),
    clear: () => clear(lines),
    deleteForward: () => press(lines, 'd'),
    history: () => history,
    close: () => {
      clearRow(output);
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

function printAbove(text: string, lines: Interface, output: Writable): void {
  // Emptied first, so that the line is one row and readline knows it; prompts are never longer than a row.
  const typed = clear(lines);
  clearRow(output);
  output.write(text);
  if (typed === '') return;
  lines.prompt();
  lines.write(typed);
}

function clear(lines: Interface): string {
  const { line } = lines;
  if (line === '') return '';
  press(lines, 'e');
  press(lines, 'u');
  return line;
}

/** Does what Ctrl and this key do. */
const press = (lines: Interface, name: string): void => lines.write(null, { ctrl: true, name });

function clearRow(output: Writable): void {
  cursorTo(output, 0);
  clearScreenDown(output);
}
