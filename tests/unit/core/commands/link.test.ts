import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { testApp, wordsOf } from '../../../support/app.ts';

const ada = learnerId('discord:ada');
const here = { learner: ada };
const there = { learner: learnerId('slack:T1/ada') };

/** The code that a view shows; tests see phrases with their values. */
async function codeFrom({ last }: ReturnType<typeof testApp>, more = here): Promise<string> {
  const [, code = ''] = /"code\\":\\"([0-9A-Z]{5}-[0-9A-Z]{5})/u.exec(wordsOf(await last('link', {}, more))) ?? [];
  expect(code).not.toBe('');
  return code;
}

test('a code that is typed on another platform makes both accounts one learner, however it is typed', async () => {
  const app = testApp();
  await app.last('lesson', { course: 'async', chunk: '2' }, here);
  const code = await codeFrom(app);
  const linked = await app.last('link', { code: ` ${code.toLowerCase().replace('-', ' ')} ` }, there);
  expect(linked.tone).toBe('success');
  expect(wordsOf(linked)).toContain('Discord, Slack');
  expect(wordsOf(await app.last('progress', {}, there))).toContain('2 · Chunk two');
  expect(wordsOf(await app.last('link', {}, there))).toContain('link.with');
});

test('a code that is wrong, used, too old, one’s own or of an account that is linked already is told from the others', async () => {
  const app = testApp({ seeds: Array.from({ length: 40 }, (_, nth) => nth * 7_919) });
  const typed = async (code: string, more = there) => wordsOf(await app.last('link', { code }, more));
  expect(await typed('AAAAA-AAAAA')).toContain('refusal.link-unknown');
  const own = await codeFrom(app);
  expect(await typed(own, here)).toContain('refusal.link-own');
  app.pass(10 * 60_000);
  expect(await typed(own)).toContain('refusal.link-expired');
  const good = await codeFrom(app);
  expect(await typed(good)).toContain('link.linked');
  expect(await typed(good)).toContain('refusal.link-used');
  expect(await typed(await codeFrom(app))).toContain('refusal.link-already');
});

test('behind five wrong codes in an hour nothing is taken any more, and then again', async () => {
  const app = testApp({ seeds: Array.from({ length: 40 }, (_, nth) => nth * 7_919) });
  const typed = async (code: string) => wordsOf(await app.last('link', { code }, there));
  for (let nth = 0; nth < 5; nth += 1) expect(await typed('WRONG')).toContain('refusal.link-unknown');
  expect(await typed(await codeFrom(app))).toContain('refusal.link-too-many');
  app.pass(60 * 60_000);
  expect(await typed(await codeFrom(app))).toContain('link.linked');
});

test('where others read the reply no code is shown, and one that is typed there is used up', async () => {
  const app = testApp();
  const place = { platform: 'discord', visibility: 'shared', reply: 'open' } as const;
  expect(wordsOf(await app.last('link', {}, { ...here, place }))).toContain('refusal.read-along');
  const code = await codeFrom(app);
  expect(wordsOf(await app.last('link', { code }, { ...there, place }))).toContain('link.linked');
});
