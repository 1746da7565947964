import type { Library } from '../course/course.ts';
import type { Page } from '../course/find.ts';
import { pageAbout, termOf } from '../course/find.ts';
import type { ConceptId } from '../ids.ts';
import { chunkAbout, conceptOf } from '../review/lapses.ts';
import type { Note } from '../review/notes.ts';
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

/** The chunks that teach what was said, and questions about their concepts, each once. */
export function learnChoices(notes: readonly Note[], reader: ReviewReader): readonly Choice[] {
  return choicesFor(
    notes.flatMap((note) => (note.kind === 'stuck' ? deadlockLearning(reader) : learning(note.remark.page, reader))),
    reader,
  );
}

/** The same for one rule. */
export function learnChoicesOf(page: ReviewPage, reader: ReviewReader): readonly Choice[] {
  return choicesFor(learning(page, reader), reader);
}

/** A page, and the concept to be asked about. */
interface Learning extends Page {
  readonly concept: ConceptId | null;
}

function learning(page: ReviewPage, { library }: ReviewReader): readonly Learning[] {
  return library.courses.flatMap((course) => {
    const chunk = chunkAbout(page, course);
    return chunk === undefined ? [] : [{ course, chunk, concept: conceptOf(page, course) }];
  });
}

function deadlockLearning({ library }: ReviewReader): readonly Learning[] {
  const page = pageAbout('deadlock', library.courses);
  return page === null ? [] : [{ ...page, concept: page.chunk.concept }];
}

function choicesFor(all: readonly Learning[], reader: ReviewReader): readonly Choice[] {
  const pages = [...new Map(all.map((one) => [`${one.course.id} ${one.chunk.id}`, one])).values()];
  const asked = all.filter(({ course, concept }) => course.quizzes.some((quiz) => quiz.concept === concept));
  const concepts = [...new Map(asked.map((one) => [`${one.course.id} ${one.concept}`, one])).values()];
  return [
    ...pages.map(({ course, chunk }) => readChoice(course, chunk, { ...reader, weight: 'secondary' })),
    ...concepts.flatMap((one) => quizChoice(one, concepts.length, reader)),
  ];
}

/** Where there are several, each says what it asks about. */
function quizChoice({ course, concept }: Learning, among: number, { say, language }: ReviewReader): readonly Choice[] {
  if (concept === null) return [];
  const about = () => say('button.quiz-about', { concept: termOf(course, concept, language) });
  const label = among > 1 ? about() : say('button.quiz');
  return [{ label, weight: 'secondary', command: 'quiz', args: { course: course.id, concept } }];
}
