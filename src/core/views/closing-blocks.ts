import type { Course, Lesson } from '../course/course.ts';
import { chunkOf } from '../course/find.ts';
import { inline } from '../inline.ts';
import type { Block, Choice } from '../view.ts';
import { prose, text } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { readChoice } from './read-choice.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** What a course says at its end: the words of its last lesson, and the lesson that comes next but is not here yet. */
export function closingBlocks(course: Course, { say, language }: Reader): readonly Block[] {
  const last = lastLesson(course);
  const told = last?.ending == null ? [] : [prose(...inline(inLanguage(last.ending.text, language)))];
  const next = course.lessons.find(({ kind, number }) => kind === 'announced' && number > (last?.number ?? 0));
  if (next === undefined) return told;
  const title = next.title === null ? '' : inLanguage(next.title, language);
  const number = next.number;
  const announced = title === '' ? say('lesson.next-lesson', { number }) : say('lesson.next-named', { number, title });
  return [...told, prose(text(announced))];
}

/** The ways from the end: the page that leads over to the next lesson, and what to read. */
export function closingChoices(course: Course, reader: Reader): readonly Choice[] {
  const bridge = chunkOf(course, lastLesson(course)?.ending?.bridge ?? null);
  return [
    ...(bridge === undefined ? [] : [readChoice(course, bridge, { ...reader, weight: 'secondary' })]),
    ...readingChoice(course, reader.say),
  ];
}

/** The way to the reading list; none where a course has none. */
export function readingChoice(course: Course, say: Say): readonly Choice[] {
  if (course.reading.length === 0) return [];
  return [{ label: say('button.reading'), weight: 'secondary', command: 'reading', args: { course: course.id } }];
}

type Here = Extract<Lesson, { readonly kind: 'here' }>;

const lastLesson = ({ lessons }: Course): Here | undefined => lessons.findLast((lesson) => lesson.kind === 'here');
