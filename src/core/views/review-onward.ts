import type { Library } from '../course/course.ts';
import type { Page } from '../course/find.ts';
import { chunkOf } from '../course/find.ts';
import type { ReviewPage } from '../review/review-page.ts';
import type { Choice } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { readChoice } from './read-choice.ts';

/** Who reads a review, and what there is to read about it. */
export interface ReviewReader {
  readonly say: Say;
  readonly language: Language;
  readonly library: Library;
}

/** The chunks that teach what was remarked, each once, and a question about the first of them that has one. */
export function learnChoices(pages: readonly ReviewPage[], reader: ReviewReader): readonly Choice[] {
  const taught = pages.flatMap((page) => placeOf(page, reader.library));
  const each = [...new Map(taught.map((place) => [place.chunk.id, place])).values()];
  const reading = each.map(({ course, chunk }) => readChoice(course, chunk, { ...reader, weight: 'secondary' }));
  return [...reading, ...each.flatMap((place) => quizChoice(place, reader.say)).slice(0, 1)];
}

function placeOf(page: ReviewPage, { courses }: Library): readonly Page[] {
  if (page.chunk === null) return [];
  return courses.flatMap((course) => {
    const chunk = chunkOf(course, page.chunk);
    return chunk === undefined ? [] : [{ course, chunk }];
  });
}

function quizChoice({ course, chunk: { concept } }: Page, say: Say): readonly Choice[] {
  if (concept === null || !course.quizzes.some((quiz) => quiz.concept === concept)) return [];
  return [{ label: say('button.quiz'), weight: 'secondary', command: 'quiz', args: { course: course.id, concept } }];
}
