import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { countPassed, hintsSeen, nextExercise } from '../exercise/standing.ts';
import { explainError } from '../explain/explain-error.ts';
import type { RunId } from '../ids.ts';
import { codeMarked, inline } from '../inline.ts';
import type { Grade, GradeEvent, TestResult } from '../ports/code-grader.ts';
import type { ExerciseHistory } from '../ports/store.ts';
import type { Block, Span, View } from '../view.ts';
import { choices, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { exerciseChoice, exercisesChoice, hintChoice } from './exercise-choices.ts';
import { explanationBlocks } from './explanation-blocks.ts';
import { ending, underWayView } from './outcome-view.ts';
import { shownList, verdictList } from './behaviour-lists.ts';
import { solutionForm } from './solution-form.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** A solution on its way to its verdict, with the button that stops it. */
export function checkingView(event: Exclude<GradeEvent, { readonly kind: 'done' }>, run: RunId, say: Say): View {
  const shown = underWayView(event, run, say);
  return event.kind === 'started' ? { ...shown, title: say('exercise.checking') } : shown;
}

interface Graded {
  readonly exercise: Exercise;
  readonly code: string;
  readonly grade: Grade;
  /** With this attempt in it. */
  readonly history: readonly ExerciseHistory[];
}

/** The verdict on a solution, and what can be done next. */
export function gradeView(course: Course, graded: Graded, reader: Reader): View {
  const { grade, exercise } = graded;
  const { heading, told } = verdict(course, graded, reader);
  const title = `${heading} · ${inLanguage(exercise.title, reader.language)}`;
  if (grade.kind !== 'passed') return view(title, [...told, ...wayOn(course, graded, reader)], { tone: 'warning' });
  return view(title, [...told, ...wayFrom(course, graded, reader)], { tone: 'praise' });
}

interface Verdict {
  readonly heading: string;
  readonly told: readonly Block[];
}

function verdict(course: Course, { grade, code }: Graded, reader: Reader): Verdict {
  const { say } = reader;
  switch (grade.kind) {
    case 'passed':
      return { heading: say('exercise.passed-title'), told: passedBlocks(grade.tests, say) };
    case 'failed':
      return { heading: say('exercise.failed-title'), told: failedBlocks(grade.tests, say) };
    case 'error':
      return { heading: say('exercise.error-title'), told: errorBlocks(course, { grade, code }, reader) };
    case 'stopped':
      return { heading: say('exercise.stopped-title'), told: [prose(...inline(stopWords(grade.by, say)))] };
  }
}

function passedBlocks(tests: readonly TestResult[], say: Say): readonly Block[] {
  return [prose(text(say('exercise.praise'))), prose(text(say('exercise.shown'))), shownList(tests, say)];
}

/** On to the next exercise, or back to the pages when there is none. */
function wayFrom(course: Course, { exercise, history }: Graded, { say, language }: Reader): readonly Block[] {
  const next = nextExercise(course, history, exercise);
  const goOn = { label: say('button.continue'), command: 'lesson', args: { course: course.id } } as const;
  const done = countPassed(course, history);
  const progress = { kind: 'progress', label: say('progress.exercises'), done, of: course.exercises.length } as const;
  if (next === undefined) {
    return [progress, choices({ ...goOn, weight: 'primary' }, exercisesChoice(course, 'secondary', say))];
  }
  const label = say('button.next-exercise', { title: inLanguage(next.title, language) });
  const steps = [exerciseChoice(course, next, { label, weight: 'primary' }), { ...goOn, weight: 'secondary' } as const];
  return [progress, choices(...steps, exercisesChoice(course, 'secondary', say))];
}

/** The first that does not hold comes first: it is the one to work at. */
function failedBlocks(tests: readonly TestResult[], say: Say): readonly Block[] {
  const first = tests.find(({ passed }) => !passed);
  const right = tests.filter(({ passed }) => passed).length;
  const told = first === undefined ? [] : [prose(text(say('exercise.look-first'))), prose(...loud(first.name))];
  const seen = first === undefined || first.message === '' ? [] : paragraphs(first.message);
  return [...told, ...seen, prose(text(say('exercise.hold', { right, all: tests.length }))), verdictList(tests, say)];
}

const loud = (name: string): readonly Span[] =>
  codeMarked(name).map((span) => (span.kind === 'text' ? strong(span.text) : span));

interface Broken extends Pick<Graded, 'code'> {
  readonly grade: Extract<Grade, { readonly kind: 'error' }>;
}

/** Python's own words, and what they mean where that is certain. */
function errorBlocks(course: Course, { grade, code }: Broken, reader: Reader): readonly Block[] {
  const { line, message } = grade;
  const where = line === null ? reader.say('exercise.error') : reader.say('exercise.error-line', { line });
  const explained = explainError({ line, message, code });
  return [
    prose(text(where)),
    ...paragraphs(message),
    ...explanationBlocks(explained, { ...reader, courses: [course], from: null }),
  ];
}

const paragraphs = (message: string): readonly Block[] =>
  message
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => prose(...codeMarked(line)));

type Stop = Extract<Grade, { readonly kind: 'stopped' }>['by'];

function stopWords(by: Stop, say: Say): string {
  if (typeof by !== 'string') return by.kind === 'cancelled' ? say('exercise.cancelled') : ending(by, say).sentence;
  switch (by) {
    case 'timed-out':
      return say('exercise.timed-out');
    case 'out-of-memory':
      return say('exercise.out-of-memory');
    case 'too-much-output':
      return say('exercise.too-much-output');
    case 'deadlocked':
      return say('exercise.deadlocked');
    case 'crashed':
      return say('exercise.crashed');
  }
}

/** From what was sent on, with a hint, or from the task again. */
function wayOn(course: Course, { exercise, code, history }: Graded, { say }: Reader): readonly Block[] {
  const seen = hintsSeen(exercise, history);
  return [
    solutionForm(course, exercise, { label: say('button.edit'), initial: code, say }),
    choices(
      ...hintChoice(course, exercise, { seen, label: say('button.hint') }),
      exerciseChoice(course, exercise, { label: say('button.try-again'), weight: 'secondary' }),
    ),
  ];
}
