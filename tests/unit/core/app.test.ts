import { expect, test } from 'vitest';
import { learnerId, requestId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { choiceFor, testApp, wordsOf } from '../../support/app.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

test('an unknown command is refused with the way to help', async () => {
  const { last } = testApp();
  const refused = await last('leson`@everyone`');
  expect(wordsOf(refused)).toContain('refusal.unknown-command');
  expect(wordsOf(refused)).not.toContain('`');
  expect(choiceFor(refused, 'help').label).toBe('button.help');
});

test('an option that the command does not have is refused', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('next', { steps: '2' }))).toContain('refusal.unknown-option');
  expect(wordsOf(await last('lesson', { course: 'x'.repeat(201) }))).toContain('refusal.too-long');
});

test('names that objects have by nature are no commands and no options', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('constructor'))).toContain('refusal.unknown-command');
  expect(wordsOf(await last('next', { toString: 'x' }))).toContain('refusal.unknown-option');
});

test('the same event twice is answered once', async () => {
  const { ask, store } = testApp();
  await ask('lesson', { course: 'async' });
  const event = { id: requestId('same') };
  expect(await ask('next', {}, event)).toHaveLength(1);
  expect(await ask('next', {}, event)).toHaveLength(0);
  const [position] = await store.progress.positions(learnerId('test:ada'));
  expect(position?.chunk).toBe('two');
});

test('an event whose answer failed is tried again when it is repeated later', async () => {
  let broken = true;
  const store = createMemoryStore();
  const flaky: Store = {
    ...store,
    progress: {
      ...store.progress,
      positions: async (...given) => {
        if (broken) throw new Error('disk on fire');
        return await store.progress.positions(...given);
      },
    },
  };
  const { ask, pass, lines } = testApp({ store: flaky, seeds: [0xbeef] });
  const event = { id: requestId('same') };
  const [apology] = await ask('progress', {}, event);
  expect(apology?.title).toBe('incident.title');
  expect(wordsOf(apology)).toContain('0000beef');
  expect(wordsOf(apology)).not.toContain('fire');
  expect(lines.find(({ event: name }) => name === 'incident')?.fields).toMatchObject({ incident: '0000beef' });
  broken = false;
  expect(await ask('progress', {}, event)).toHaveLength(0);
  pass(120_000);
  expect(await ask('progress', {}, event)).toHaveLength(1);
});

test('each request is one line of the log, without a word of what was typed', async () => {
  const { ask, lines } = testApp();
  await ask('run', { code: 'secret = 42' });
  await ask('my-password');
  await ask('lesson', { course: 'hunter2' });
  expect(lines.map(({ event, fields }) => [event, fields['command'], fields['outcome']])).toEqual([
    ['request', 'run', 'answered'],
    ['request', 'unknown', 'refused: unknown-command'],
    ['request', 'lesson', 'refused: unknown-course'],
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/secret|password|hunter2/u);
});
