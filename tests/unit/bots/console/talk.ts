import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { createConsoleBot } from '#bots/console/index.ts';
import type { App } from '#core/app.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { TinyApp } from './tiny-app.ts';
import { createTinyApp } from './tiny-app.ts';

/** A conversation between a test and the console bot over real streams. */
export interface Talk extends TinyApp {
  readonly bot: Bot;
  /** Settles when the bot has left. */
  readonly served: Promise<void>;
  readonly output: PassThrough & { columns?: number };
  readonly warnings: readonly string[];
  type(text: string | Buffer): void;
  /** Ends the input. */
  hangUp(): void;
  /** Stops the bot from outside. */
  stop(): void;
  /** Everything written so far, as it was. */
  raw(): string;
  /** The same without colours and cursor movements. */
  shown(): string;
}

interface Setting {
  readonly kind: 'terminal' | 'pipe';
  readonly historyFile?: string | null;
  readonly columns?: number;
  /** In the place of the tiny one. */
  readonly app?: App;
}

export function talk({ kind, historyFile = null, columns = 80, app }: Setting): Talk {
  const isTTY = kind === 'terminal';
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY, columns });
  const stopping = new AbortController();
  const tiny = createTinyApp();
  const warnings: string[] = [];
  let written = '';
  let made = 0;
  output.setEncoding('utf8').on('data', (text: string) => (written += text));
  const warn = (event: string) => void warnings.push(event);
  const bot = createConsoleBot({
    terminal: 'able',
    input,
    output,
    historyFile,
    learner: learnerId('console:me'),
    locale: 'en-GB',
    newRequestId: () => requestId(`talk/${(made += 1)}`),
    clock: { now: () => 1_000_000 },
    log: { info: warn, warn, error: warn },
  });
  return {
    ...tiny,
    bot,
    served: bot.serve(app ?? tiny.app, stopping.signal),
    output,
    warnings,
    type: (text) => void input.write(text),
    hangUp: () => void input.end(),
    stop: () => stopping.abort(),
    raw: () => written,
    shown: () => stripVTControlCharacters(written),
  };
}
