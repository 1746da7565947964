import { cut } from '#bots/shared/cut.ts';
import type { Thread } from './api.ts';

/** Conversations with the assistant that nobody has said anything in yet. After a restart there are none: Slack's title stays. */
export interface UntitledThreads {
  begin(thread: Thread): void;
  /** Whether it was one; now it is none any more. */
  end(thread: Thread): boolean;
}

const mostUntitled = 1000;

export function createUntitledThreads(): UntitledThreads {
  const threads = new Set<string>();
  const nameOf = ({ channel, ts }: Thread) => `${channel} ${ts}`;
  return {
    begin(thread) {
      threads.add(nameOf(thread));
      const [oldest] = threads;
      if (threads.size > mostUntitled && oldest !== undefined) threads.delete(oldest);
    },
    end: (thread) => threads.delete(nameOf(thread)),
  };
}

const mostLetters = 60;

/** What a conversation is called after what was said first; the name of the command when that was nothing but code. */
export function titleFor(text: string, command: string): string {
  const [line = ''] = text
    .replaceAll(/```[\s\S]*?(?:```|$)/gu, '\n')
    .split('\n')
    .map((one) => one.replaceAll('`', '').trim())
    .filter((one) => one !== '');
  return cut(line === '' ? command : line, mostLetters);
}
