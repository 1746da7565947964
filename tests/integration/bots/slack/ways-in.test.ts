import { expect, test } from 'vitest';
import { heldRunner, helloRunner } from '../../../support/held-runner.ts';
import { startBot } from './start-bot.ts';

test('every command has its help behind it', async () => {
  const { person, server } = await startBot();
  const ann = person('Ann');
  for (const { command, description } of server.world.app.manifest.features?.slash_commands ?? []) {
    if (command === '/help') continue;
    ann.slash(command, 'help');
    expect((await ann.sees(description)).text).toContain(command);
  }
});

test('a message’s menu runs its program, for whoever asks alone', async () => {
  const runner = helloRunner;
  const { person } = await startBot({ runner });
  const [ann, bob] = [person('Ann'), person('Bob')];
  const { ts } = bob.says('look: ```print("a < b & c")```');
  ann.shortcutOn('Run code', ts);
  expect((await ann.sees('Finished')).isEphemeral).toBe(true);
  expect(bob.screen().filter(({ text }) => text.includes('Finished'))).toEqual([]);
});

test('what was typed reaches the program as it was typed', async () => {
  const runner = heldRunner();
  const { person } = await startBot({ runner });
  const ann = person('Ann', { in: 'dm' });
  ann.says('```\nif 1 < 2 and "&amp;" != ">":\n    print("<https://x.example|y>")\n```');
  await expect.poll(() => runner.asked.length).toBe(1);
  expect(runner.asked[0]).toContain('if 1 < 2 and "&amp;" != ">":');
  runner.finish();
  await ann.sees('Finished');
});

test('shortcuts from anywhere are answered in the learner’s own messages', async () => {
  const { person } = await startBot();
  const ann = person('Ann');
  ann.shortcut('lesson');
  ann.goTo('dm');
  await ann.sees('What you can read now');
});

test('a direct message is a command, a program, or a call for help; in a thread the answer stays there', async () => {
  const { person } = await startBot({ runner: helloRunner });
  const ann = person('Ann', { in: 'dm' });
  ann.says('lesson async 2');
  await ann.sees(/page 2 of/u);
  ann.says('what now?');
  await ann.sees('/progress');
  const { ts } = ann.says('```print(1)```');
  expect((await ann.sees('Finished')).threadTs).toBeNull();
  ann.openThread(ts);
  ann.says('next');
  expect((await ann.sees(/page 3 of/u)).threadTs).toBe(ts);
});

test('messages of others, of itself, and changed ones are not for it', async () => {
  const { person, server } = await startBot({ runner: helloRunner });
  const ann = person('Ann', { in: 'dm' });
  const { ts } = ann.says('help');
  await ann.sees('/progress');
  ann.edits(ts, 'quiz');
  ann.deletes(ts);
  person('Bob').says('help');
  ann.says('lesson async 1');
  await ann.sees(/page 1 of/u);
  expect(await server.called('chat.postMessage', { times: 2 })).toHaveLength(2);
});

test('a snippet is run; what is no program, is too long or cannot be had is told', async () => {
  const { person } = await startBot({ runner: helloRunner });
  const ann = person('Ann', { in: 'dm' });
  ann.says('', [{ name: 'hello', content: 'print("hello")', isSnippet: true }]);
  ann.says('', [{ name: 'hello.py', content: 'print("hello")' }]);
  await expect
    .poll(() => ann.screen().filter(({ text }) => text.includes('Finished')).length, { timeout: 6000 })
    .toBe(2);
  ann.says('', [{ name: 'long.py', content: `# ${'x'.repeat(256_000)}` }]);
  await ann.sees('has more than 256 kB');
  ann.says('', [{ name: 'bytes.py', content: Buffer.from([0xff, 0xfe, 0xfd]) }]);
  await ann.sees('is not text in UTF-8');
});

test('the home page is the learner’s own: what is pressed there is answered there', async () => {
  const { person, server, app } = await startBot({ runner: helloRunner });
  const ann = person('Ann');
  ann.opensHome();
  const home = await ann.seesHome('What you can read now');
  expect(home.text).toContain(app.speak('en')('progress.title'));
  ann.press('Begin', 'home');
  expect((await ann.seesHome(/page 1 of/u)).text).toContain('What you can read now');
  ann.press('Run', 'home');
  await ann.seesHome('Finished in');
  ann.press('Edit', 'home');
  await ann.seesModal('Edit and run');
  ann.submit({ 'Your program': 'print("hello")' });
  await ann.seesNoModal();
  expect(ann.screen()).toEqual([]);
  expect(server.requests.filter(({ name }) => name === 'chat.postMessage')).toEqual([]);
});

test('an assistant’s thread begins with what can be done, and says when it is at work', async () => {
  const runner = heldRunner();
  const { person } = await startBot({ runner });
  const ann = person('Ann');
  ann.opensAssistant();
  await ann.sees('/progress');
  await expect.poll(() => ann.assistant()?.prompts.length).toBe(4);
  ann.takesPrompt(ann.assistant()?.prompts[0] ?? '');
  expect((await ann.sees('What you can read now')).threadTs).not.toBeNull();
  expect(ann.assistant()?.title).toBe('lesson');
  ann.says('```print("hello")```');
  await expect.poll(() => ann.assistant()?.status).toBe('is working on it …');
  runner.finish();
  await ann.sees('Finished');
});

test('without title and prompts an assistant’s thread goes on', async () => {
  const { person, server, log } = await startBot();
  const ann = person('Ann');
  server.faults.next('assistant.threads.setSuggestedPrompts', { kind: 'refused', error: 'unknown_method' });
  server.faults.next('assistant.threads.setTitle', { kind: 'refused', error: 'unknown_method' });
  ann.opensAssistant();
  await ann.sees('/progress');
  await expect.poll(() => log('assistant thread not dressed').length).toBe(1);
  ann.says('lesson async 1');
  await ann.sees(/page 1 of/u);
  await expect.poll(() => log('assistant thread not dressed').length).toBe(2);
});

test('what comes onto the home page late does not take away what is newer: it comes as a message', async () => {
  const runner = heldRunner();
  const { person } = await startBot({ runner });
  const ann = person('Ann');
  ann.opensHome();
  await ann.seesHome('What you can read now');
  ann.press('Begin', 'home');
  await ann.seesHome(/page 1 of/u);
  ann.press('Run', 'home');
  runner.say({ kind: 'started' });
  await ann.seesHome('Running');
  ann.opensHome();
  await ann.seesHome('What you can read now');
  runner.finish();
  ann.goTo('dm');
  await ann.sees('Finished');
  expect(ann.home()?.text).not.toContain('Finished');
});

test('a page that was opened before something was pressed on it is not shown after that', async () => {
  const { person, server } = await startBot();
  const ann = person('Ann');
  ann.opensHome();
  await ann.seesHome('What you can read now');
  server.faults.next('views.publish', { kind: 'late', ms: 600 });
  ann.opensHome();
  await expect.poll(() => server.faults.left).toBe(0);
  ann.press('Begin', 'home');
  await ann.seesHome(/page 1 of/u);
  await server.called('views.publish', { times: 3 });
  expect(ann.home()?.text).toMatch(/page 1 of/u);
});
