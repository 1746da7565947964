import type { View } from '#core/view.ts';
import type { Heard, HeardLine } from './heard.ts';
import type { Prompt } from './prompt.ts';

/** Where a conversation is held: a terminal or a pipe. */
export interface Surface {
  readonly kind: 'terminal' | 'pipe';
  /** What the learner types, in order; ends with the input. Read once. */
  readonly heard: AsyncIterable<Heard>;
  /** Called before a line is awaited. */
  prompt(prompt: Prompt): void;
  /** Shows a view that stays; settles when it has been written. */
  show(view: View): Promise<void>;
  /** Shows a view that the next one replaces. */
  showPassing(view: View): void;
  /**
   * Does work that Ctrl-C stops by way of the signal. A line that is typed meanwhile goes to `takes` first; one that it
   * does not take is heard when the work is done.
   */
  whileStoppable<Result>(
    work: (stop: AbortSignal) => Promise<Result>,
    takes: (line: HeardLine) => boolean,
  ): Promise<Result>;
  /** Called once, last: gives the streams back as they were. */
  close(): Promise<void>;
}
