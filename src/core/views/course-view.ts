import type { Course, Lesson } from '../course/course.ts';
import type { LearnerPlace } from '../course/place.ts';
import { inline } from '../inline.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, list, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

/** A course as a card: what it promises, what is in it, what is only announced, and the way in. */
export function courseView(course: Course, place: LearnerPlace | null, reader: Reader): View {
  const { say, language } = reader;
  return view(inLanguage(course.title, language), [
    ...course.lessons.flatMap((lesson) => (lesson.kind === 'here' ? lessonCard(lesson, course, reader) : [])),
    ...announced(course, reader),
    choices(wayIn(course, place, say)),
  ]);
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
    list(lesson.objectives.map((objective) => inline(inLanguage(objective, language)))),
    prose(text(say('lesson.chapters'))),
    list(
      lesson.chapters.map((chapter) => [
        text(
          `${inLanguage(chapter.title, language)} · ${say('lesson.chapter-line', { count: chapter.chunks.length })}`,
        ),
      ]),
    ),
  ];
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
