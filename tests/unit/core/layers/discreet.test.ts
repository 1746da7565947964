/* oxlint-disable typescript/no-unnecessary-template-expression -- samples are made of parts, so that no other tool takes them for leaks */
import { expect, test } from 'vitest';
import { hidden } from '#core/secrets/hide-secrets.ts';
import { viewWithoutSecrets } from '#core/secrets/view-without-secrets.ts';
import type { View } from '#core/view.ts';
import { view } from '#core/view.ts';
import { testApp, wordsOf } from '../../../support/app.ts';
import { pressablesOf } from '../../../support/view-words.ts';

const secret = `gh${'p'}_abcdefghijklmnopqrstuvwxyz0123456789AB`;
const spans = [{ kind: 'code' as const, text: secret }];
const choice = { label: secret, weight: 'primary' as const, command: 'run', args: { code: secret } };

test('a secret in a program or its output is shown to nobody, and only its author gets it back in the form', async () => {
  const shown = await testApp().last('run', { code: `token = "${secret}"` });
  const [form] = pressablesOf(shown).filter((one) => 'fields' in one);
  expect(form).toMatchObject({ fields: [{ initial: expect.stringContaining(secret) }] });
  const rest = { ...shown, blocks: shown.blocks.filter(({ kind }) => kind !== 'ask') };
  expect(wordsOf(rest)).not.toContain(secret);
});

test('in every kind of block secrets are hidden, and it is said once that they were', async () => {
  const field = { kind: 'many-of' as const, name: 'n', label: 'l', options: [{ value: 'v', label: secret }] };
  const all: View = view(secret, [
    { kind: 'prose', spans },
    { kind: 'code', language: 'python', text: secret },
    { kind: 'list', ordered: true, items: [spans] },
    { kind: 'table', header: [spans], rows: [[spans]] },
    { kind: 'progress', label: secret, done: 1, of: 2 },
    { kind: 'file', name: 'a.txt', text: secret },
    { kind: 'choices', choices: [choice] },
    { kind: 'ask', ask: { label: secret, title: secret, command: 'run', args: {}, fields: [field] } },
  ]);
  const clean = viewWithoutSecrets(all);
  const [before, after] = [all, clean].map((one) => JSON.stringify(one).split(secret).length - 1);
  expect(before).toBe(13);
  // What a button carries is not shown.
  expect(after).toBe(1);
  expect(JSON.stringify(clean).split(hidden).length - 1).toBe(12);
});

test('a view without secrets is left as it is', () => {
  const plain = view('title', [{ kind: 'prose', spans: [{ kind: 'text', text: 'hello' }] }]);
  expect(viewWithoutSecrets(plain)).toBe(plain);
});
