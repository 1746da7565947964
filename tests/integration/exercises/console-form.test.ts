import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { createConsoleBot } from '#bots/console/index.ts';
import { learnerId, requestId } from '#core/ids.ts';
import { testApp } from '../../support/app.ts';
import { solutions, withTwoExercises } from '../../support/exercises.ts';
import { realLibrary } from '../../support/real-views.ts';

test('on the console a form takes a solution line by line, and goes on from what was sent', async () => {
  const { types, presses, sees } = openConsole();
  types('/exercise double');
  await sees('Exercise 1 of 2');
  presses('Write my solution');
  await sees('Your solution, the whole program');
  types(`${solutions.early}\`\`\``);
  await sees('2 of 3 behaviours hold');
  presses('Edit');
  await sees('return number * 2');
  types(`${solutions.right}\`\`\``);
  await sees('Well done');
  types(`/exercise double \`\`\`\n${solutions.misspelt}\`\`\``);
  await sees('because of line 1');
});

/** Somebody at the other end of a pipe. */
function openConsole() {
  const { app } = testApp({ library: withTwoExercises(realLibrary()) });
  const [input, output] = [new PassThrough(), new PassThrough()];
  let written = '';
  let from = 0;
  let asked = 0;
  output.setEncoding('utf8').on('data', (text: string) => void (written += text));
  const bot = createConsoleBot({
    input,
    output,
    historyFile: null,
    terminal: 'able',
    log: { info: () => {}, warn: () => {}, error: () => {} },
    learner: learnerId('console:ann'),
    locale: 'en',
    newRequestId: () => requestId(`console-form:${(asked += 1)}`),
    clock: { now: () => Date.now() },
  });
  const serving = bot.serve(app, new AbortController().signal);
  onTestFinished(async () => {
    input.end();
    await serving;
  });
  const types = (text: string) => {
    from = written.length;
    input.write(`${text}\n`);
  };
  return {
    types,
    presses: (label: string) => types(new RegExp(`(\\d+) ${label}`, 'u').exec(written.slice(from))?.[1] ?? label),
    sees: async (wanted: string) => {
      await expect.poll(() => written.slice(from).replaceAll(/\s+/gu, ' ')).toContain(wanted);
    },
  };
}
