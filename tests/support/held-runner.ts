import type { CodeRunner, RunEvent } from '#core/ports/code-runner.ts';
import type { Outcome } from '#core/outcome.ts';
import { ran } from './ran.ts';

/** A runner whose programs do what the test says, when it says it. */
export interface HeldRunner extends CodeRunner {
  /** The codes of the programs asked for, oldest first. */
  readonly asked: readonly string[];
  /** The next event of every program under way. */
  say(event: RunEvent): void;
  /** Ends every program under way; from now on others end at once. */
  finish(outcome?: Outcome): void;
}

export function heldRunner(): HeldRunner {
  const asked: string[] = [];
  let events: RunEvent[] = [];
  let bell = Promise.withResolvers<void>();
  const say = (event: RunEvent) => {
    events = [...events, event];
    bell.resolve();
    bell = Promise.withResolvers();
  };
  return {
    asked,
    say,
    python: async () => ({ major: 3, minor: 11 }),
    cancel: async () => 'not-there',
    finish: (outcome = ran('hello\n')) => say({ kind: 'done', outcome }),
    async *run({ code }, signal) {
      asked.push(code);
      const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      for (let told = 0; ;) {
        const event = signal.aborted ? ({ kind: 'done', outcome: { kind: 'cancelled' } } as const) : events[told];
        if (event === undefined) await Promise.race([bell.promise, stopped]);
        else {
          told += 1;
          yield event;
          if (event.kind === 'done') return;
        }
      }
    },
  };
}

/** Every program ends at once, like this. */
export function doneRunner(outcome: Outcome): CodeRunner {
  return {
    python: async () => ({ major: 3, minor: 11 }),
    cancel: async () => 'not-there',
    async *run() {
      yield { kind: 'started' };
      yield { kind: 'done', outcome };
    },
  };
}

export const helloRunner = doneRunner(ran('hello\n'));
