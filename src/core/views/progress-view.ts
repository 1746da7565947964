import type { Course } from '../course/course.ts';
import { numberOf, termOf } from '../course/find.ts';
import type { LearnerPlace } from '../course/place.ts';
import type { ChunkId } from '../ids.ts';
import { inline } from '../inline.ts';
import { enumerate } from '../memory/enumerate.ts';
import type { Mastery } from '../memory/mastery.ts';
import { dueOf } from '../memory/mastery.ts';
import { remembered } from '../memory/mastery-model.ts';
import { until } from '../memory/until.ts';
import type { Block, Choice, View } from '../view.ts';
import { choices, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { exercisesChoice } from './exercise-choices.ts';
import { conceptBlocks, masteryPicture, objectiveBlocks } from './mastery-blocks.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
  /** Epoch milliseconds. */
  readonly now: number;
}

interface Progress {
  readonly place: LearnerPlace | null;
  readonly read: readonly ChunkId[];
  /** One for each concept of the course. */
  readonly mastery: readonly Mastery[];
  /** How many exercises are passed, and how many begun. */
  readonly passed: number;
  readonly begun: number;
}

/** What a learner remembers of a course, what is due, what they can do, and how far they have read. */
export function progressView(course: Course, progress: Progress, reader: Reader): View {
  const { say, language } = reader;
  const title = `${say('progress.title')} · ${inLanguage(course.title, language)}`;
  const { place, mastery, passed, begun } = progress;
  if (place === null && begun === 0 && remembered(mastery).length === 0) {
    return view(title, [
      prose(...inline(say('progress.none'))),
      choices(wayOn(course, place, { say, weight: 'primary' })),
    ]);
  }
  return view(title, [
    ...dueBlocks(course, mastery, reader),
    readSoFar(course, progress, say),
    ...solvedSoFar(course, passed, say),
    ...objectiveBlocks(course, mastery, reader),
    ...masteryPicture(mastery, reader),
    ...conceptBlocks(mastery, reader),
    ...nextStep(course, place, reader),
    choices(...ways(course, progress, say)),
  ]);
}

/** What is due now; where nothing is, what will be next. */
function dueBlocks(course: Course, mastery: readonly Mastery[], { say, language, now }: Reader): readonly Block[] {
  const due = dueOf(mastery);
  if (due.length > 0) {
    const named = due.slice(0, mostNamed).map(({ concept }) => termOf(course, concept.id, language));
    const terms = enumerate([...named, ...(due.length > mostNamed ? ['…'] : [])], say);
    return [prose(strong(say('memory.due-now', { count: due.length, terms })))];
  }
  const [next] = remembered(mastery).toSorted((one, other) => one.memory.dueAt - other.memory.dueAt);
  if (next === undefined) return [];
  const when = until(next.memory.dueAt - now, say);
  return [prose(text(say('memory.next-due', { term: inLanguage(next.concept.term, language), when })))];
}

const mostNamed = 5;

/** Only chunks that are still in the course count: content may lose some. */
function readSoFar(course: Course, { read }: Progress, say: Say): Block {
  const done = course.chunks.filter(({ id }) => read.includes(id)).length;
  return { kind: 'progress', label: say('progress.chunks'), done, of: course.chunks.length };
}

function solvedSoFar(course: Course, done: number, say: Say): readonly Block[] {
  const of = course.exercises.length;
  return of === 0 ? [] : [{ kind: 'progress', label: say('progress.exercises'), done, of }];
}

function nextStep(course: Course, place: LearnerPlace | null, { say, language }: Reader): readonly Block[] {
  if (place === null) return [];
  const title = `${numberOf(course, place.chunk)} · ${inLanguage(place.chunk.title, language)}`;
  return [prose(strong(say('progress.next', { title })))];
}

/** What is due comes before what is new. */
function ways(course: Course, { place, mastery }: Progress, say: Say): readonly Choice[] {
  const exercises = course.exercises.length > 0 ? [exercisesChoice(course, 'secondary', say)] : [];
  if (dueOf(mastery).length === 0) {
    const onward = wayOn(course, place, { say, weight: 'primary' });
    return [onward, questions(course, { say, weight: 'secondary' }), ...exercises];
  }
  const onward = wayOn(course, place, { say, weight: 'secondary' });
  return [questions(course, { say, weight: 'primary' }), onward, ...exercises];
}

interface Offer {
  readonly say: Say;
  readonly weight: Choice['weight'];
}

function wayOn(course: Course, place: LearnerPlace | null, { say, weight }: Offer): Choice {
  const label = place === null ? say('button.begin') : say('button.continue');
  return { label, weight, command: 'lesson', args: { course: course.id } };
}

function questions(course: Course, { say, weight }: Offer): Choice {
  return { label: say('button.quiz'), weight, command: 'quiz', args: { course: course.id } };
}
