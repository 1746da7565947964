import { expect, test } from 'vitest';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher } from '../../../support/classroom.ts';

test('it tells who did what and when by the reader’s own clock, the newest first', async () => {
  const { last, pass } = testApp();
  expect(wordsOf(await last('audit', {}, asTeacher()))).toContain('audit.none');
  await last('goal', { goal: '4 80' }, asTeacher('eve'));
  pass(3_600_000);
  await last('assign', { what: 'double', due: '2026-12-01' }, asTeacher());
  const view = await last('audit', {}, { ...asTeacher(), zone: 'Asia/Tokyo' });
  const lines = view.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map((spans) => spans.map(({ text }) => text).join('')) : [],
  );
  expect(lines).toEqual([
    'audit.line {"when":"1970-01-01 10:16","who":"audit.you","act":"assign","about":"double 2026-12-01T23:59"}',
    'audit.line {"when":"1970-01-01 09:16","who":"test:eve","act":"goal","about":"4 80"}',
  ]);
  expect(wordsOf(await last('audit', {}, as('ada')))).toContain('refusal.for-teachers');
});
