import type { Chunk, Concept, Course, Library } from '#core/course/course.ts';
import { chunkId, conceptId, courseId, misconceptionId, quizId } from '#core/ids.ts';
import { quizzesFromTables } from '#core/quiz/from-tables.ts';
import type { ReviewPage } from '#core/review/review-page.ts';
import type { Quiz, QuizOption } from '#core/quiz/quiz.ts';
import type { Question } from '#core/quiz/question.ts';
import type { Say } from '#core/words.ts';
import { twoExercises } from './exercises.ts';

/** Phrases as their keys and values, so that a test reads what is said without depending on its wording. */
export const bareWords: Say = (key, ...[values]) => (values === undefined ? key : `${key} ${JSON.stringify(values)}`);

const speak = () => bareWords;

/** Three chunks, the middle one with an example; two terms, one scenario; one written quiz; two exercises. */
export function smallLibrary(): Library {
  return { courses: [smallCourse()], reviewPages: [pageOfSleep], speak };
}

export function smallCourse(): Course {
  const chunks = [chunk('one', null, []), chunk('two', 'task', ['print("two")\n']), chunk('three', 'await', [])];
  return {
    id: courseId('async'),
    title: { en: 'Async' },
    lessons: [
      { kind: 'announced', number: 1, title: { en: 'Before' } },
      {
        kind: 'here',
        number: 2,
        title: { en: 'Basics' },
        promise: { en: 'You will know.' },
        objectives: [{ text: { en: 'know' }, concepts: [conceptId('task')], exercises: [] }],
        chapters: [{ title: { en: 'Chapter' }, chunks: chunks.map(({ id }) => id) }],
        ending: null,
      },
    ],
    chunks,
    concepts,
    errorPages: [{ error: 'never-awaited', chunk: chunkId('three') }],
    misconceptions: [
      {
        id: misconceptionId('myth'),
        concept: conceptId('task'),
        belief: { en: 'a myth' },
        truth: { en: 'a truth' },
        program: null,
      },
    ],
    reading: [],
    quizzes: [writtenQuiz, ...quizzesFromTables(concepts, speak)],
    exercises: twoExercises(['two', 'three'], ['task', 'await']),
  };
}

function chunk(id: string, concept: string | null, examples: readonly string[]): Chunk {
  return {
    id: chunkId(id),
    title: { en: `Chunk ${id}` },
    chapter: { en: 'Chapter' },
    concept: concept === null ? null : conceptId(concept),
    requires: [],
    since: null,
    body: { en: [{ kind: 'prose', spans: [{ kind: 'text', text: `Text of ${id}.` }] }] },
    examples,
  };
}

const row = (id: string, [term, meaning]: readonly [string, string], taught: string | null) => ({
  id: conceptId(id),
  term: { en: term },
  meaning: { en: meaning },
  precisely: { en: `${term}, precisely.` },
  chunk: taught === null ? null : chunkId(taught),
  added: false,
  requires: [],
  also: [],
  example: null,
});

const concepts: readonly Concept[] = [
  { ...row('task', ['Task', 'Scheduled coroutine'], 'two'), table: 'takeaways' },
  { ...row('await', ['await', 'Pause and wait'], 'three'), table: 'takeaways' },
  {
    ...row('cpu', ['CPU-heavy work', 'No'], null),
    table: 'when',
    cases: [{ id: 'primes', scenario: { en: 'You count primes.' }, verdict: 'no', because: { en: 'Nothing waits.' } }],
  },
];

export const writtenQuiz: Quiz = {
  id: quizId('written'),
  type: 'single',
  concept: conceptId('task'),
  chunk: chunkId('two'),
  since: null,
  variants: [
    { ask: { en: 'Which?' }, code: null, answer: { kind: 'pick', order: 'shuffled', options: writtenOptions() } },
  ],
};

function writtenOptions(): readonly QuizOption[] {
  return [
    { id: '1', label: { en: 'right one' }, right: true, because: { en: 'So it is.' }, misconception: null },
    {
      id: '2',
      label: { en: 'wrong one' },
      right: false,
      because: { en: 'It is not.' },
      misconception: misconceptionId('myth'),
    },
    {
      id: '3',
      label: { en: 'other one' },
      right: false,
      because: { en: 'Nor that.' },
      misconception: misconceptionId('myth'),
    },
  ];
}

/** The options of a question that is answered by picking, as they are shown. */
export function optionsOf({ drawn }: Question): readonly QuizOption[] {
  if (drawn.kind !== 'pick') throw new Error(`expected options, the question is answered by ${drawn.kind}`);
  return drawn.options;
}

const pageOfSleep: ReviewPage = {
  rule: 'blocking_sleep',
  concept: 'blocking_io',
  kind: 'slow',
  chunk: chunkId('two'),
  comment: { en: '`{about}` stops all of them.' },
  why: { en: [{ kind: 'prose', spans: [{ kind: 'text', text: 'They share a thread.' }] }] },
  examples: [
    { kind: 'bad', code: 'time.sleep(5)\n', file: 'page.md', line: 1 },
    { kind: 'good', code: 'await asyncio.sleep(5)\n', file: 'page.md', line: 5 },
  ],
};
