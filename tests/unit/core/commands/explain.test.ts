import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { realLibrary } from '../../../support/real-views.ts';

const library = realLibrary();
const traceback = `Traceback (most recent call last):
  File "/home/ann/bot.py", line 9, in <module>
    asyncio.run(main())
  File "/usr/lib/python3.12/asyncio/runners.py", line 194, in run
    return runner.run(main)
  File "/home/ann/bot.py", line 7, in main
    await ask("Ada")
TypeError: object NoneType can't be used in 'await' expression
`;

test.each([
  ['alone', traceback],
  ['in a fence, with prose around it', `It says this:\n\`\`\`\n${traceback}\`\`\`\nWhy?`],
  ['right behind the marks of its fence', `\`\`\`${traceback.trim()}\`\`\``],
  ['quoted', traceback.replace(/^/gmu, '> ')],
  ['indented, with the line ends of Windows', traceback.replace(/^/gmu, '    ').replaceAll('\n', '\r\n')],
])('a traceback that stands %s is explained: what it says, where to look, which page', async (_, error) => {
  const view = await testApp({ library }).last('explain', { code: error });
  const words = wordsOf(view);
  expect(words).toContain("TypeError: object NoneType can't be used in 'await' expression");
  expect(view.blocks).toContainEqual({ kind: 'code', language: 'python', text: 'await ask("Ada")' });
  expect(words).toContain('bot.py');
  expect(words).not.toContain('/home/ann');
  expect(words).toContain('→ page');
  expect(choiceFor(view, 'lesson').args['course']).toBe('async');
});

test('the warning about a forgotten await is explained, too', async () => {
  const error = "bot.py:5: RuntimeWarning: coroutine 'ask' was never awaited\n  ask()";
  const view = await testApp({ library }).last('explain', { code: error });
  expect(wordsOf(view)).toContain('ask');
  expect(choiceFor(view, 'lesson').args['page']).toBeDefined();
});

test('an error that could mean anything gets its place, and how such a text is read', async () => {
  const error = 'Traceback (most recent call last):\n  File "a.py", line 3, in <module>\n    d["x"]\nKeyError: \'x\'\n';
  const words = wordsOf(await testApp().last('explain', { code: error }));
  expect(words).toContain("KeyError: 'x'");
  expect(words).toContain('explain.look-at {\\"line\\":3,\\"file\\":\\"a.py\\"}');
  expect(words).toContain('explain.how-to-read');
});

test.each(['', 'Hello!', '```py\nprint(1)\n```'])(
  'where no traceback stands, as in %j, it says so kindly',
  async (error) => {
    expect(wordsOf(await testApp().last('explain', { code: error }))).toContain('refusal.no-traceback');
  },
);
