import type { Readable, Writable } from 'node:stream';
import type { App } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Log } from '#core/ports/log.ts';
import { prose, text, view } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Company, Reader } from './conversation.ts';
import { converse } from './conversation.ts';
import { openPipe } from './pipe.ts';
import type { Surface } from './surface.ts';

interface ConsoleOptions extends Company {
  readonly input: Readable & { readonly isTTY?: boolean | undefined };
  readonly output: Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };
  /** Where the lines typed on a terminal are kept for the next time; null: nowhere. */
  readonly historyFile: string | null;
  /** `dumb`: one that cannot move its cursor (TERM=dumb); it is written to like a pipe. */
  readonly terminal: 'able' | 'dumb';
  readonly log: Log;
}

/** The bot in a terminal, or between pipes: one learner, who types commands and the numbers of buttons. */
export function createConsoleBot(options: ConsoleOptions): Bot {
  let reader: Reader | null = null;
  return {
    name: 'console',
    async serve(app, signal) {
      const seat = (one: Reader | null) => void (reader = one);
      await serve(options, app, { signal, seat });
    },
    async deliver({ view: sent, ifAbsent }) {
      // What an earlier process has shown is gone with it.
      if (ifAbsent === 'leave') return { kind: 'absent' };
      if (reader === null) return { kind: 'failed', sent: 'no' };
      await reader(sent);
      return { kind: 'delivered', reference: null };
    },
  };
}

interface Sitting {
  readonly signal: AbortSignal;
  /** Told who reads what comes by itself, and null when nobody does any more. */
  readonly seat: (reader: Reader | null) => void;
}

async function serve(options: ConsoleOptions, app: App, { signal, seat }: Sitting): Promise<void> {
  const ended = AbortSignal.any([signal, closing(options.output)]);
  let speaking = app.speak(await app.languageOf(options.learner, options.locale));
  const say: Say = (key, ...values) => speaking(key, ...values);
  const listenAgain = async () => {
    speaking = app.speak(await app.languageOf(options.learner, options.locale));
  };
  const surface = await open(options, { app, say }, ended);
  try {
    await converse({ ...options, app, surface, say, listenAgain, seat, signal: ended });
  } finally {
    seat(null);
    await surface.close();
  }
}

interface Speaking {
  readonly app: App;
  readonly say: Say;
}

async function open(options: ConsoleOptions, { app, say }: Speaking, signal: AbortSignal): Promise<Surface> {
  const isAble = options.terminal === 'able' && options.input.isTTY === true && options.output.isTTY === true;
  if (!isAble) return openPipe({ ...options, say }, signal);
  const { openTerminal } = await import('./terminal.ts');
  const terminal = await openTerminal({ ...options, commands: app.commands, say }, signal);
  await terminal.show(view('', [prose(text(say('console.welcome')))]));
  return terminal;
}

/** Aborted when nobody reads the output any more, as when a pipe's other side has what it wanted. */
function closing(output: Writable): AbortSignal {
  const closed = new AbortController();
  // Stays for good: what is written last fails only after the conversation has ended, and must not end the process.
  output.on('error', () => closed.abort());
  return closed.signal;
}
