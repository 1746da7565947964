import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { countPassed, hintsSeen, nextExercise } from '../exercise/standing.ts';
import { explainError } from '../explain/explain-error.ts';
import type { RunId } from '../ids.ts';
import { codeMarked, inline } from '../inline.ts';
import type { Grade, GradeEvent, TestResult } from '../ports/code-grader.ts';
import type { ExerciseHistory } from '../ports/store.ts';
import type { Block, Choice, Span, View } from '../view.ts';
import { choices, list, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { exerciseChoice, exercisesChoice, hintChoice } from './exercise-choices.ts';
import { explanationBlocks } from './explanation-blocks.ts';
import { ending, underWayView } from './outcome-view.ts';
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
  const { say, language } = reader;
  const { grade, exercise } = graded;
  const title = (words: string) => `${words} · ${inLanguage(exercise.title, language)}`;
  const again = () => wayOn(course, graded, say);
  switch (grade.kind) {
    case 'passed':
      return view(title(say('exercise.passed-title')), passedBlocks(course, { ...graded, ...grade }, reader), {
        tone: 'praise',
      });
    case 'failed':
      return view(title(say('exercise.failed-title')), [...failedBlocks(grade.tests, say), ...again()], {
        tone: 'warning',
      });
    case 'error':
      return view(
        title(say('exercise.error-title')),
        [...errorBlocks(course, { ...graded, grade }, reader), ...again()],
        {
          tone: 'warning',
        },
      );
    case 'stopped':
      return view(title(say('exercise.stopped-title')), [prose(...inline(stopWords(grade.by, say))), ...again()], {
        tone: 'warning',
      });
  }
}

interface Passed extends Pick<Graded, 'exercise' | 'history'> {
  readonly tests: readonly TestResult[];
}

function passedBlocks(course: Course, { exercise, history, tests }: Passed, reader: Reader): readonly Block[] {
  const { say } = reader;
  const next = nextExercise(course, history, exercise);
  const goOn = { label: say('button.continue'), command: 'lesson', args: { course: course.id } } as const;
  return [
    prose(text(say('exercise.praise'))),
    prose(text(say('exercise.shown'))),
    list(tests.map(({ name }) => [text('✓ '), ...codeMarked(name)])),
    {
      kind: 'progress',
      label: say('progress.exercises'),
      done: countPassed(course, history),
      of: course.exercises.length,
    },
    choices(
      ...(next === undefined ? [] : [nextChoice(course, next, reader)]),
      { ...goOn, weight: next === undefined ? 'primary' : 'secondary' },
      exercisesChoice(course, 'secondary', say),
    ),
  ];
}

function nextChoice(course: Course, next: Exercise, { say, language }: Reader): Choice {
  const label = say('button.next-exercise', { title: inLanguage(next.title, language) });
  return exerciseChoice(course, next, { label, weight: 'primary' });
}

/** The first that does not hold comes first: it is the one to work at. */
function failedBlocks(tests: readonly TestResult[], say: Say): readonly Block[] {
  const first = tests.find(({ passed }) => !passed);
  const right = tests.filter(({ passed }) => passed).length;
  const told = first === undefined ? [] : [prose(text(say('exercise.look-first'))), prose(...loud(first.name))];
  const seen = first === undefined || first.message === '' ? [] : paragraphs(first.message);
  return [...told, ...seen, prose(text(say('exercise.hold', { right, all: tests.length }))), behaviourList(tests, say)];
}

const loud = (name: string): readonly Span[] =>
  codeMarked(name).map((span) => (span.kind === 'text' ? strong(span.text) : span));

/** A sign for the eye and a word for the ear. */
function behaviourList(tests: readonly TestResult[], say: Say): Block {
  return list(
    tests.map(({ name, passed }) => [
      text(passed ? `✓ ${say('exercise.holds')} · ` : `✗ ${say('exercise.holds-not')} · `),
      ...codeMarked(name),
    ]),
  );
}

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
function wayOn(course: Course, { exercise, code, history }: Graded, say: Say): readonly Block[] {
  const seen = hintsSeen(exercise, history);
  return [
    solutionForm(course, exercise, { label: say('button.edit'), initial: code, say }),
    choices(
      ...hintChoice(course, exercise, { seen, label: say('button.hint') }),
      exerciseChoice(course, exercise, { label: say('button.try-again'), weight: 'secondary' }),
    ),
  ];
}
