import { expect, test } from 'vitest';
import type { Library, Reading } from '#core/course/course.ts';
import { chunkId } from '#core/ids.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { smallCourse, smallLibrary } from '../../../support/library.ts';

const entry: Reading = {
  id: 'docs',
  title: 'The reference',
  by: 'Python',
  url: 'https://docs.python.org/3/',
  why: { en: 'It is complete.' },
  chunk: chunkId('two'),
  health: 'current',
  note: null,
};

const library: Library = {
  ...smallLibrary(),
  courses: [
    {
      ...smallCourse(),
      reading: [
        { title: { en: 'Required' }, entries: [entry] },
        {
          title: { en: 'Talks' },
          entries: [
            {
              ...entry,
              id: 'talk',
              url: null,
              by: null,
              health: 'not-found',
              note: { en: 'Nobody found it.' },
              chunk: null,
            },
          ],
        },
      ],
    },
  ],
};

test('an entry has its link, its reason, how it stands with it and the page that it supports', async () => {
  const shown = await testApp({ library }).last('reading');
  expect(shown.title).toBe('reading.title · Required');
  expect(shown.blocks[0]).toEqual({
    kind: 'list',
    ordered: false,
    items: [
      [
        { kind: 'link', text: 'The reference', url: 'https://docs.python.org/3/' },
        { kind: 'text', text: ' · Python' },
        { kind: 'text', text: ' · ' },
        { kind: 'emphasis', text: 'reading.current' },
        { kind: 'text', text: '. ' },
        { kind: 'text', text: 'It is complete. reading.page {"number":2,"title":"Chunk two"}' },
      ],
    ],
  });
});

test('one section leads to the others, and an entry without an address is no link', async () => {
  const { last } = testApp({ library });
  const [other] = choicesOf(await last('reading'));
  expect(other).toMatchObject({ label: 'Talks', command: 'reading' });
  const talks = wordsOf(await last('reading', other?.args));
  expect(talks).toContain('reading.not-found');
  expect(talks).toContain('Nobody found it.');
  expect(talks).not.toContain('https:');
});

test('a course without a list says so', async () => {
  expect(wordsOf(await testApp().last('reading'))).toContain('reading.none');
});
