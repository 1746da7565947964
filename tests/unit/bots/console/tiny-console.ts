import { createConsoleBot } from '#bots/console/index.ts';
import { learnerId, requestId } from '#core/ids.ts';
import { createTinyApp } from './tiny-app.ts';

/** A process that holds a console conversation over the tiny app; its argument is the history file. */
const silent = { info: () => {}, warn: () => {}, error: () => {} };
let made = 0;
const bot = createConsoleBot({
  terminal: 'able',
  input: process.stdin,
  output: process.stdout,
  learner: learnerId('console:me'),
  locale: 'en',
  newRequestId: () => requestId(`tiny/${(made += 1)}`),
  clock: { now: () => 0 },
  historyFile: process.argv[2] ?? null,
  log: silent,
});
await bot.serve(createTinyApp().app, new AbortController().signal);
