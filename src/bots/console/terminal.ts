import type { Readable, Writable } from 'node:stream';
import type { CommandDeclaration } from '#core/command.ts';
import type { Log } from '#core/ports/log.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Highlight } from './code-lines.ts';
import { unhighlighted } from './code-lines.ts';
import { completionsOf } from './completions.ts';
import { draw } from './draw.ts';
import type { Heard, HeardLine } from './heard.ts';
import { keepHistory, readHistory } from './history.ts';
import type { Keyboard } from './keyboard.ts';
import { openKeyboard } from './keyboard.ts';
import { pasteMarks } from './keys.ts';
import { narrowestColumns, pipeColumns } from './limits.ts';
import type { LineEditor } from './line-editor.ts';
import { openLineEditor } from './line-editor.ts';
import { paintFor } from './paint.ts';
import type { Prompt } from './prompt.ts';
import { passingText, promptText } from './prompt-text.ts';
import { createQueue } from './queue.ts';
import type { Paint } from './render.ts';
import type { Surface } from './surface.ts';
import { visible } from './visible.ts';
import { write } from './write.ts';

interface Ends {
  readonly input: Readable;
  readonly output: Writable & { readonly columns?: number | undefined };
  readonly commands: readonly CommandDeclaration[];
  readonly historyFile: string | null;
  readonly say: Say;
  readonly log: Log;
}

/** A conversation on a terminal: lines are edited, replies are in colour and as wide as the window is just then. */
export async function openTerminal(ends: Ends, signal: AbortSignal): Promise<Surface> {
  const terminal = new Terminal(ends, await readHistory(ends.historyFile));
  signal.addEventListener('abort', () => terminal.heard.close(), { once: true });
  if (signal.aborted) terminal.heard.close();
  return terminal;
}

class Terminal implements Surface {
  readonly kind = 'terminal';
  readonly heard = createQueue<Heard>();
  readonly #ends: Ends;
  readonly #paint: Paint;
  readonly #keyboard: Keyboard;
  readonly #editor: LineEditor;
  #asking: Prompt = { kind: 'open', hint: null };
  /** The passing view on screen, which stays there while lines are typed ahead. */
  #passing = '';
  /** Set while a reply is under way: what stops it, and what takes lines for it. */
  #stop: AbortController | null = null;
  #takes: (line: HeardLine) => boolean = () => false;
  #from: 'keys' | 'paste' = 'keys';

  constructor(ends: Ends, history: string[]) {
    const { input, output, commands } = ends;
    this.#ends = ends;
    this.#paint = paintFor(output);
    this.#keyboard = openKeyboard(input, {
      onPaste: (text) => this.#paste(text),
      onEnd: () => this.#pressEnd(),
      onGone: () => this.#leave(),
    });
    this.#editor = openLineEditor({
      keys: this.#keyboard.keys,
      output,
      history,
      complete: (line) => completionsOf(line, this.#asking, commands),
      onLine: (text) => this.#enter(text),
      onInterrupt: () => this.#interrupt(),
    });
    output.write(pasteMarks.on);
  }

  prompt(prompt: Prompt): void {
    this.#asking = prompt;
    // Lines that wait already are answered without asking for them.
    if (this.heard.size() === 0) this.#ask(prompt);
  }

  async show(view: View): Promise<void> {
    const { output, say, log } = this.#ends;
    const highlight = await highlightFor(view, this.#paint);
    const text = await draw(view, { ...this.#row(), codeLines: 'cut', highlight, say }, log);
    this.#passing = '';
    this.#editor.print(`${text}\n\n`);
    await write(output, '');
  }

  showPassing(view: View): void {
    this.#passing = passingText(view, this.#row());
    this.#editor.ask(this.#passing, '');
  }

  async whileStoppable<Result>(
    work: (stop: AbortSignal) => Promise<Result>,
    takes: (line: HeardLine) => boolean,
  ): Promise<Result> {
    this.#stop = new AbortController();
    this.#takes = takes;
    this.#asking = { kind: 'open', hint: null };
    this.#editor.ask('', '');
    try {
      return await work(this.#stop.signal);
    } finally {
      this.#stop = null;
      this.#takes = () => false;
      this.#passing = '';
    }
  }

  async close(): Promise<void> {
    const { output, historyFile, log } = this.#ends;
    this.#editor.close();
    this.#keyboard.close();
    await write(output, pasteMarks.off);
    await keepHistory(historyFile, this.#editor.history(), log);
  }

  #ask(prompt: Prompt): void {
    this.#editor.ask(promptText(prompt, this.#row()), prompt.kind === 'more' ? prompt.given : '');
  }

  #row() {
    return { columns: Math.max(narrowestColumns, this.#ends.output.columns ?? pipeColumns), paint: this.#paint };
  }

  #enter(text: string): void {
    const line = { kind: 'line', text, from: this.#from } as const;
    if (!this.#takes(line)) this.heard.push(line);
    if (this.#passing !== '') this.#editor.ask(this.#passing, '');
  }

  #paste(text: string): void {
    const lines = visible(text.replace(/\r\n?/gu, '\n'));
    const isProgram = lines.includes('\n');
    // A pasted program replaces the line that was laid before the learner to be changed.
    if (isProgram && this.#asking.kind === 'more' && this.#asking.given !== '') this.#editor.clear();
    this.#from = isProgram ? 'paste' : 'keys';
    this.#editor.insert(lines);
    this.#from = 'keys';
  }

  /** Ctrl-D ends a program with the line as it is; elsewhere it ends the conversation, unless it can delete something. */
  #pressEnd(): void {
    if (this.#asking.kind === 'open' && this.#editor.line() !== '') this.#editor.deleteForward();
    else this.heard.push({ kind: 'end', text: this.#editor.clear() });
  }

  /** Ctrl-C stops the reply under way, else it empties the line, else it is for the conversation to hear. */
  #interrupt(): void {
    if (this.#stop !== null) this.#stop.abort();
    else if (this.#editor.clear() === '' || this.#asking.kind === 'more') this.heard.push({ kind: 'interrupt' });
    else this.#ask(this.#asking);
  }

  #leave(): void {
    this.heard.push({ kind: 'end', text: '' });
    this.heard.close();
  }
}

/** The grammar is loaded with the first program that is shown in colour. */
async function highlightFor(view: View, paint: Paint): Promise<Highlight> {
  const isNeeded = view.blocks.some((block) => block.kind === 'code' && block.language === 'python');
  if (!isNeeded || paint('keyword', 'x') === 'x') return unhighlighted;
  return (await import('./highlight-python.ts')).highlightPython;
}
