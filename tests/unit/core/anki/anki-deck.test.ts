import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ankiDeck } from '#core/anki/anki-deck.ts';
import { cardsOf } from '#core/anki/cards.ts';
import { htmlOf, htmlOfCode } from '#core/anki/html.ts';
import { chunkId, conceptId, quizId } from '#core/ids.ts';
import { answered } from '../../../support/facts.ts';
import { bareWords, smallCourse } from '../../../support/library.ts';
import { realLibrary } from '../../../support/real-views.ts';

const course = smallCourse();
const reader = { say: bareWords, language: 'en' } as const;
const nothing = { read: [], facts: [] };

/** As Anki reads it: lines that begin with # are headers; the others are fields between tabs. */
function imported(text: string): {
  readonly headers: readonly string[];
  readonly notes: readonly (readonly string[])[];
} {
  const lines = text.split('\n').filter((line) => line !== '');
  const headers = lines.filter((line) => line.startsWith('#'));
  return { headers, notes: lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t')) };
}

test('the headers name everything that Anki would else ask for', () => {
  expect(imported(ankiDeck(course, [], reader))).toEqual({
    headers: ['#separator:tab', '#html:true', '#notetype:Basic', '#guid column:1', '#deck column:2', '#tags column:5'],
    notes: [],
  });
});

describe('there is a card', () => {
  const idsOf = (met: Parameters<typeof cardsOf>[1]) => cardsOf(course, met, reader).map(({ id }) => id);

  test('for a concept that was read of or asked about, and none before', () => {
    expect(idsOf(nothing)).toEqual([]);
    expect(idsOf({ ...nothing, read: [chunkId('three')] })).toEqual(['concept:await']);
    const asked = answered(true, 1, { quiz: quizId('meaning-of-await'), concept: conceptId('await') });
    expect(idsOf({ read: [], facts: [asked] })).toEqual(['concept:await']);
  });

  test('for a question that was answered, as it was asked last', () => {
    const facts = [answered(true, 1, { seed: 3 }), answered(true, 2, { seed: 7 })];
    const cards = cardsOf(course, { read: [], facts }, reader);
    expect(cards.map(({ id }) => id)).toEqual(['concept:task', 'question:written']);
    expect(cards[1]).toMatchObject({
      back: 'anki.right &#123;&#34;answer&#34;:&#34;right one&#34;&#125;<br>So it is.',
    });
    expect(cards[1]?.front).toContain('Which?<br><ul>');
  });
});

property.prop([fc.string({ unit: 'grapheme' })])(
  'no text can leave its place: neither field, tag, sound nor gap',
  (text) => {
    const html = htmlOf([{ kind: 'strong', text }]) + htmlOfCode(text);
    expect(html.replace(/<\/?(?:b|pre)>|<br>/gu, '')).not.toMatch(/[<>"[\]{}]/u);
    const card = { id: 'concept:x', front: htmlOf([{ kind: 'text', text }]), back: htmlOfCode(text), tags: ['x'] };
    const { notes } = imported(ankiDeck(course, [card], reader));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toHaveLength(5);
  },
);

test('code keeps its lines and its indentation', () => {
  expect(htmlOfCode('if a < b:\n\treturn "x"\n')).toBe('<pre>if a &#60; b:<br>    return &#34;x&#34;</pre>');
});

test('of the real course every concept and question makes a card, each note has a guid of its own, and both sides say something', () => {
  const library = realLibrary();
  const [real] = library.courses;
  if (real === undefined) throw new Error('expected a course');
  const facts = real.quizzes.map(({ id, concept }, at) => answered(true, at, { quiz: id, concept }));
  const said = { say: library.speak('en'), language: 'en' } as const;
  const met = { read: real.chunks.map(({ id }) => id), facts };
  const { headers, notes } = imported(ankiDeck(real, cardsOf(real, met, said), said));
  expect(headers).toContain('#deck column:2');
  const own = real.quizzes.filter(({ type }) => type !== 'match').length;
  expect(notes).toHaveLength(real.concepts.length + own);
  expect(new Set(notes.map(([guid]) => guid)).size).toBe(notes.length);
  for (const [guid, deck, front = '', back = '', tag, ...more] of notes) {
    expect(more).toEqual([]);
    expect(deck).toBe('Studyloop::Async Python');
    expect(guid).toMatch(/^studyloop:async:(?:concept|question):[a-z0-9-]+$/u);
    expect(front.length, guid).toBeGreaterThan(5);
    expect(back.length, guid).toBeGreaterThan(5);
    expect(real.concepts.map(({ id }): string => id)).toContain(tag);
  }
  const again = ankiDeck(real, cardsOf(real, met, said), said);
  expect(imported(again).notes.map(([guid]) => guid)).toEqual(notes.map(([guid]) => guid));
});
