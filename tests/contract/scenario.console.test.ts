import { PassThrough } from 'node:stream';
import { createConsoleBot } from '#bots/console/index.ts';
import type { App } from '#core/app.ts';
import { learnerId, requestId } from '#core/ids.ts';
import { scenarioContract, type Chat } from './scenario.ts';

scenarioContract('the console', openConsoleChat);

/** Somebody at the other end of a pipe. */
async function openConsoleChat(app: App): Promise<Chat> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let written = '';
  let from = 0;
  output.setEncoding('utf8').on('data', (text: string) => void (written += text));
  let asked = 0;
  const bot = createConsoleBot({
    input,
    output,
    historyFile: null,
    terminal: 'able',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    learner: learnerId('console:ann'),
    locale: 'en',
    newRequestId: () => requestId(`console:${(asked += 1)}`),
    clock: { now: () => Date.now() },
  });
  const stopping = new AbortController();
  const serving = bot.serve(app, stopping.signal);
  const type = (line: string) => {
    from = written.length;
    input.write(`${line}\n`);
  };
  const numberOf = (label: string) =>
    new RegExp(String.raw`(\d+) ${escaped(label)}`, 'u').exec(written.slice(from))?.[1];
  return {
    async asks(command, { code, ...args }) {
      const typed = Object.values(args).map((value) => (value.includes(' ') ? `"${value}"` : value));
      const program = code === undefined ? [] : [`\`\`\`\n${code}\`\`\``];
      type([`/${command}`, ...typed, ...program].join(' '));
    },
    presses: async (label) => type(numberOf(label) ?? `no button ${label}`),
    shown: () => written.slice(from),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      input.end();
      await serving;
    },
  };
}

const escaped = (label: string) => label.slice(0, 20).replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
