import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { realLibrary } from '../../../support/real-views.ts';

const library = realLibrary();
const sleeping = 'import time\n\nasync def main():\n    time.sleep(5)\n';

test('the hint comes before the fix, and the fix on request', async () => {
  const { last } = testApp({ library });
  const code =
    'import asyncio\n\nasync def fetch():\n    pass\n\nasync def main():\n    fetch()\n\nasyncio.run(main())\n';
  const view = await last('review', { code });
  expect(view.blocks).not.toContainEqual({ kind: 'code', language: 'python', text: 'await fetch()' });
  const hint = await last('remark', choiceFor(view, 'remark').args);
  expect(hint.title).toBe('Hint · line 7');
  expect(hint.blocks).not.toContainEqual({ kind: 'code', language: 'python', text: 'await fetch()' });
  const fix = await last('remark', choiceFor(hint, 'remark').args);
  expect(fix.blocks).toContainEqual({ kind: 'code', language: 'python', text: 'await fetch()' });
});

test('where no fix is certain, a small program shows how it is done well', async () => {
  const { last } = testApp();
  const hint = await last('remark', choiceFor(await last('review', { code: sleeping }), 'remark').args);
  expect(hint.blocks).toContainEqual({ kind: 'code', language: 'python', text: 'time.sleep(5)\n' });
  const fix = await last('remark', choiceFor(hint, 'remark').args);
  expect(fix.blocks).toContainEqual({ kind: 'code', language: 'python', text: 'await asyncio.sleep(5)\n' });
  expect(wordsOf(fix)).not.toContain('review.fix-line');
});

test('a button about a rule that is no more is refused kindly', async () => {
  expect(wordsOf(await testApp().last('remark', { rule: 'gone', lines: '1' }))).toContain('refusal.unknown-remark');
});

test('code that is named in a sentence stays code, whatever marks are in it', async () => {
  const view = await testApp().last('remark', { rule: 'blocking_sleep', lines: '1', about: 'f("`**@everyone**`")' });
  expect(view.blocks[0]).toMatchObject({ spans: [{ kind: 'code', text: 'f(" **@everyone** ")' }, { kind: 'text' }] });
});
