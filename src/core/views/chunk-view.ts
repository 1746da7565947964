import type { Chunk, Course } from '../course/course.ts';
import type { Circumstances } from '../course/circumstances.ts';
import { isTooNew } from '../course/circumstances.ts';
import { chunkBefore, numberOf } from '../course/find.ts';
import { inline } from '../inline.ts';
import type { Block, Choice, View } from '../view.ts';
import { ask, choices, prose, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { chunkNotes } from './chunk-notes.ts';
import { closingBlocks, closingChoices } from './closing-blocks.ts';
import { exerciseChoice, exercisesChoice } from './exercise-choices.ts';

interface Reader extends Circumstances {
  readonly say: Say;
  readonly language: Language;
}

/** A chunk as it is read: its text, its programs to run or edit, and where to go from here. */
export function chunkView(course: Course, chunk: Chunk, reader: Reader): View {
  const { say, language, python } = reader;
  const examples = isTooNew(chunk, python) ? [] : chunk.examples;
  const place = say('lesson.place', {
    chapter: inLanguage(chunk.chapter, language),
    number: numberOf(course, chunk),
    count: course.chunks.length,
  });
  return view(inLanguage(chunk.title, language), [
    prose({ kind: 'emphasis', text: place }),
    ...chunkNotes(course, chunk, reader),
    ...inLanguage(chunk.body, language),
    choices(...steps(course, chunk, { ...reader, examples })),
    ...examples.map((source, index) => editForm(chunk, { source, index }, say)),
  ]);
}

/** A chunk that is not where the learner stands: says so above it, with the way back there. */
export function chunkElsewhere(course: Course, chunk: Chunk, reader: ReaderAt): View {
  const shown = chunkView(course, chunk, reader);
  return { ...shown, blocks: [...whereTheyStand(course, reader), ...shown.blocks] };
}

interface ReaderAt extends Reader {
  readonly standing: Chunk;
}

function whereTheyStand(course: Course, { standing, say, language }: ReaderAt): readonly Block[] {
  const title = inLanguage(standing.title, language);
  const goOn: Choice = {
    label: say('button.continue-at', { title }),
    weight: 'secondary',
    command: 'lesson',
    args: { course: course.id },
  };
  const told = say('lesson.elsewhere', { title, number: numberOf(course, standing) });
  return [prose(...inline(told)), choices(goOn)];
}

interface Offered extends Reader {
  /** Those that can be run. */
  readonly examples: readonly string[];
}

function steps(course: Course, chunk: Chunk, reader: Offered): readonly Choice[] {
  const { say, examples } = reader;
  const from = { course: course.id, from: chunk.id };
  const runs = examples.map((_, index) => runChoice(course, chunk, { index, say }));
  const next: Choice = { label: say('button.next'), weight: 'primary', command: 'next', args: from };
  const back: Choice = { label: say('button.back'), weight: 'secondary', command: 'back', args: from };
  return [
    ...runs,
    next,
    ...quizChoice(course, chunk, reader),
    ...practice(course, chunk, reader),
    ...(chunkBefore(course, chunk) ? [back] : []),
  ];
}

function runChoice(
  course: Course,
  chunk: Chunk,
  { index, say }: { readonly index: number; readonly say: Say },
): Choice {
  const label = chunk.examples.length === 1 ? say('button.run') : say('button.run-nth', { number: index + 1 });
  const args = { course: course.id, chunk: chunk.id, example: String(index + 1) };
  return { label, weight: 'secondary', command: 'run', args };
}

function quizChoice(course: Course, chunk: Chunk, { say, python }: Reader): readonly Choice[] {
  if (!course.quizzes.some((quiz) => quiz.chunk === chunk.id && !isTooNew(quiz, python))) return [];
  const args = { course: course.id, chunk: chunk.id };
  return [{ label: say('button.quiz'), weight: 'secondary', command: 'quiz', args }];
}

/** The exercises that belong to a chunk; named where there are several. */
function practice(course: Course, chunk: Chunk, { say, language }: Reader): readonly Choice[] {
  const here = course.exercises.filter((exercise) => exercise.chunk === chunk.id);
  return here.map((exercise) => {
    const named = { title: inLanguage(exercise.title, language) };
    const label = here.length === 1 ? say('button.practise') : say('button.practise-one', named);
    return exerciseChoice(course, exercise, { label, weight: 'secondary' });
  });
}

function editForm(chunk: Chunk, example: { readonly source: string; readonly index: number }, say: Say): Block {
  const only = chunk.examples.length === 1;
  return ask({
    label: only ? say('button.edit') : say('button.edit-nth', { number: example.index + 1 }),
    title: say('form.run-title'),
    command: 'run',
    args: {},
    fields: [{ kind: 'code', name: 'code', label: say('form.code'), initial: example.source }],
  });
}

/** Behind the last chunk: what is done, and what one can do now. */
export function endView(course: Course, reader: Pick<Reader, 'say' | 'language'>): View {
  const { say } = reader;
  const canPractise = course.exercises.length > 0;
  const questions: Choice = {
    label: say('button.quiz'),
    weight: canPractise ? 'secondary' : 'primary',
    command: 'quiz',
    args: { course: course.id },
  };
  const progress: Choice = { label: say('button.progress'), weight: 'secondary', command: 'progress', args: {} };
  const count = course.chunks.length;
  const told = canPractise ? say('lesson.end-exercises', { count }) : say('lesson.end', { count });
  const exercises = canPractise ? [exercisesChoice(course, 'primary', say)] : [];
  const all = [...exercises, questions, progress, ...closingChoices(course, reader)];
  const blocks = [prose(...inline(told)), ...closingBlocks(course, reader), choices(...all)];
  return view(say('lesson.end-title'), blocks, { tone: 'praise' });
}
