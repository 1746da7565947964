import type { Course } from '../course/course.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import type { Card } from './cards.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/**
 * Cards as a text file that Anki imports, a line each: guid, deck, front, back and tags, by tabs. The guid is the same every
 * time, so that importing again updates a card and leaves its schedule alone. The deck stands in a column: by that Anki makes one that is not there yet, while
 * a deck in the headers is passed over unless it exists.
 */
export function ankiDeck(course: Course, cards: readonly Card[], { say, language }: Reader): string {
  const deck = say('anki.deck', { course: inLanguage(course.title, language) });
  const headers = [
    '#separator:tab',
    '#html:true',
    '#notetype:Basic',
    '#guid column:1',
    '#deck column:2',
    '#tags column:5',
  ];
  const lines = cards.map(({ id, front, back, tags }) =>
    [`studyloop:${course.id}:${id}`, deck, front, back, tags.join(' ')].map(oneLine).join('\t'),
  );
  return [...headers, ...lines].map((line) => `${line}\n`).join('');
}

/** What would end a field or a line. */
const oneLine = (text: string): string => text.replace(/[\t\r\n]+/gu, ' ');
