import type { Concept, Course, Lesson } from '../course/course.ts';
import type { LearnerPlace } from '../course/place.ts';
import type { ChunkId } from '../ids.ts';
import { inline } from '../inline.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, list, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { readingChoice } from './closing-blocks.ts';
import { tableChoice } from './concept-view.ts';

/** A course as a card: what it promises, what is in it, what is only announced, and the way in. */
export function courseView(course: Course, standing: Standing, reader: Reader): View {
  const { say, language } = reader;
  return view(inLanguage(course.title, language), [
    ...course.lessons.flatMap((lesson) =>
      lesson.kind === 'here' ? [...lessonCard(lesson, course, reader), ...chapters(lesson, standing, reader)] : [],
    ),
    ...announced(course, reader),
    choices(wayIn(course, standing.place, say), ...tables(course, say), ...readingChoice(course, say)),
  ]);
}

/** Where a learner is in the course, and what they have read of it. */
interface Standing {
  readonly place: LearnerPlace | null;
  readonly read: readonly ChunkId[];
}

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

type Here = Extract<Lesson, { readonly kind: 'here' }>;

function lessonCard(lesson: Here, course: Course, { say, language }: Reader): readonly Block[] {
  const number = say('lesson.card-number', { number: lesson.number, count: course.lessons.length });
  return [
    prose(strong(inLanguage(lesson.title, language)), text(` · ${number}`)),
    prose(...inline(inLanguage(lesson.promise, language))),
    prose(text(say('lesson.objectives'))),
    list(lesson.objectives.map((objective) => inline(inLanguage(objective.text, language)))),
  ];
}

function chapters(lesson: Here, { read }: Standing, { say, language }: Reader): readonly Block[] {
  const lines = lesson.chapters.map(({ title, chunks }) => {
    const done = chunks.filter((id) => read.includes(id)).length;
    const count = chunks.length;
    const told = done === 0 ? say('lesson.chapter-line', { count }) : say('lesson.chapter-read', { done, count });
    const mark = done === count ? ' ✓' : '';
    return [text(`${inLanguage(title, language)} · ${told}${mark}`)];
  });
  return [prose(text(say('lesson.chapters'))), list(lines)];
}

/** The ways to the two tables, as far as they hold something. */
function tables(course: Course, say: Say): readonly Choice[] {
  const all: readonly Concept['table'][] = ['takeaways', 'when'];
  return all
    .filter((table) => course.concepts.some((concept) => concept.table === table))
    .map((table) => tableChoice(course, table, say));
}

function announced(course: Course, { say, language }: Reader): readonly Block[] {
  const others = course.lessons.filter((lesson) => lesson.kind === 'announced');
  if (others.length === 0) return [];
  const lessons = others.map(({ number, title }) =>
    title === null ? String(number) : `${number} (${inLanguage(title, language)})`,
  );
  return [prose(text(say('lesson.announced', { lessons: lessons.join(', ') })))];
}

function wayIn(course: Course, place: LearnerPlace | null, say: Say): Choice {
  const label = place === null ? say('button.begin') : say('button.continue');
  return { label, weight: 'primary', command: 'lesson', args: { course: course.id } };
}
