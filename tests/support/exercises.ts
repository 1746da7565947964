import type { Library } from '#core/course/course.ts';
import type { Exercise } from '#core/course/exercise.ts';
import { chunkId, conceptId, exerciseId } from '#core/ids.ts';
import type { Grade, TestResult } from '#core/ports/code-grader.ts';
import { prose, text } from '#core/view.ts';
import type { GraderScript } from './scripted-grader.ts';

/** Two small exercises, under chunks and concepts that a course has. */
export function twoExercises(chunks: Pair, concepts: Pair): readonly Exercise[] {
  return [double(chunks[0], concepts[0]), greet(chunks[1], concepts[1])];
}

type Pair = readonly [string, string];

/** A library whose first course has these two exercises and no others, under its first two chunks. */
export function withTwoExercises({ courses, ...library }: Library): Library {
  const [course, ...others] = courses;
  const [one, two] = course?.chunks ?? [];
  const [first, second] = course?.concepts ?? [];
  if (!course || !one || !two || !first || !second) throw new Error('expected a course with two chunks and concepts');
  const exercises = twoExercises([one.id, two.id], [first.id, second.id]);
  return { ...library, courses: [{ ...course, exercises }, ...others] };
}

const double = (chunk: string, concept: string): Exercise => ({
  id: exerciseId('double'),
  title: { en: 'Twice as much' },
  concept: conceptId(concept),
  chunk: chunkId(chunk),
  task: { en: [prose(text('Write double. It gives twice the number that it is given, a second later.'))] },
  hints: {
    en: [
      [text('Two things happen: a wait and a sum.')],
      [text('The wait comes from asyncio.')],
      [text('Await asyncio.sleep before you return.')],
    ],
  },
  starter: 'async def double(number):\n    return 0\n',
  tests: testsOfDouble,
});

const greet = (chunk: string, concept: string): Exercise => ({
  id: exerciseId('greet-all'),
  title: { en: 'Greet all at once' },
  concept: conceptId(concept),
  chunk: chunkId(chunk),
  task: { en: [prose(text('Write greet_all. It greets every name at the same time.'))] },
  hints: { en: [[text('Look at what waits.')], [text('Start all, then wait.')], [text('Use gather.')]] },
  starter: 'async def greet_all(names):\n    return []\n',
  tests: testsOfGreetAll,
});

/** What may be sent for `double`, and what the scripted grader makes of it. */
export const solutions = {
  right: 'import asyncio\n\nasync def double(number):\n    await asyncio.sleep(1)\n    return number * 2\n',
  early: 'async def double(number):\n    return number * 2\n',
  misspelt: 'async def double(number)\n    return 0\n',
  stuck: 'async def double(number):\n    await forever()\n',
  /** Too long for the input of a form; comes too early as well. */
  long: `${'# a line of thought about waiting\n'.repeat(130)}async def double(number):\n    return number * 2\n`,
  endless: 'while True:\n    pass\n',
} as const;

const names = ['gives twice the number', 'takes one second of `asyncio.sleep`, *no* more', 'takes any number'] as const;
const holds = (name: string): TestResult => ({ name, passed: true, message: '' });

export const grades: GraderScript = {
  [solutions.right]: { kind: 'passed', tests: names.map(holds) },
  [solutions.early]: early(),
  [solutions.long]: early(),
  [solutions.misspelt]: { kind: 'error', line: 1, message: "A colon is missing: expected ':'." },
  [solutions.stuck]: { kind: 'stopped', by: 'deadlocked' },
  [solutions.endless]: 'waits',
};

function early(): Grade {
  const [gives, takes, any] = names;
  const message = 'It came back after 0 s, where `2**1` second was expected.';
  return { kind: 'failed', tests: [holds(gives), { name: takes, passed: false, message }, holds(any)] };
}

const testsOfDouble = `from grading import behaviour, expect, learner, now, seconds


@behaviour("gives twice the number", "double did not give twice the number.")
async def twice():
    came = await learner.double(3)
    expect(came == 6, f"double(3) gave {came!r}, where 6 was expected.")


@behaviour("takes one second", "double did not take one second.")
async def one_second():
    await learner.double(3)
    expect(now() == 1, f"It came back after {seconds([now()])}, where 1 s was expected.")


@behaviour("takes any number", "double did not take every number.")
async def any_number():
    for number in [0, -2, 0.5]:
        came = await learner.double(number)
        expect(came == number * 2, f"double({number}) gave {came!r}, where {number * 2} was expected.")
`;

const testsOfGreetAll = `import asyncio

from grading import behaviour, expect, learner, now, seconds


@behaviour("greets in the order of the names", "greet_all did not give the greetings in order.")
async def in_order():
    came = await learner.greet_all(["Ada", "Bob"])
    expect(came == ["Hello Ada", "Hello Bob"], f"It gave {came!r}.")


@behaviour("greets all at the same time", "greet_all did not greet all at the same time.")
async def together():
    await learner.greet_all(["Ada", "Bob", "Cy"])
    expect(now() == 1, f"Three names took {seconds([now()])}, where 1 s was expected.")
`;
