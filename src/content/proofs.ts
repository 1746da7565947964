import type { PythonVersion } from '#core/python-version.ts';
import type { Locks } from './locks.ts';
import type { Proof } from './prove.ts';
import { quizProofs } from './quiz-proofs.ts';
import { exitFault, ranFault } from './ran-fault.ts';
import type { ChunkFile } from './read-chunk.ts';
import type { CourseFolder } from './read-course.ts';
import type { ExerciseProgram } from './read-exercise.ts';
import type { Records } from './records.ts';
import type { Seen } from './seen.ts';
import type { SmallProgram } from './small-program.ts';

/**
 * Everything in the content that a program can settle: what examples print, what is right in a question, that what many
 * believe is not so, and that an exercise's programs end well.
 */
export function proofsOf(
  courses: readonly CourseFolder[],
  { locks, quizRecords }: Pick<Records, 'locks' | 'quizRecords'>,
): readonly Proof[] {
  const lessons = courses.flatMap((course) => course.lessons);
  return [
    ...lessons.flatMap(({ chunks }) => chunks.flatMap((chunk) => exampleProofs(chunk, locks))),
    ...lessons.flatMap(({ quizzes }) => quizzes.flatMap((quiz) => quizProofs(quiz, quizRecords))),
    ...lessons.flatMap(({ programs }) => programs.map(printsProof)),
    ...lessons.flatMap(({ exercises }) => exercises.flatMap(({ programs }) => programs.map(endingProof))),
  ];
}

const anyPython: PythonVersion | null = null;

function exampleProofs({ file, chunk, exampleLines }: ChunkFile, locks: Locks): readonly Proof[] {
  const count = chunk.examples.length;
  return chunk.examples.map((code, index) => ({
    file,
    line: exampleLines[index] ?? 1,
    name: `example ${index + 1}`,
    code,
    since: chunk.since,
    verdict: (seen) => {
      const { stdout, stderr } = seen;
      return ranFault(seen) ?? locks.compare({ chunkFile: file, index, count }, { stdout, stderr });
    },
  }));
}

function printsProof({ file, line, name, code, prints }: SmallProgram): Proof {
  return { file, line, name, code, since: anyPython, verdict: (seen) => ranFault(seen) ?? printsFault(seen, prints) };
}

function printsFault({ stdout, stderr }: Seen, expected: string): string | null {
  if (stdout.trimEnd() === expected.trimEnd()) return null;
  const found = JSON.stringify((stdout === '' ? stderr : stdout).trimEnd());
  return `expected it to print ${JSON.stringify(expected.trimEnd())}, it printed ${found}; mend one of them.`;
}

function endingProof({ file, name, code }: ExerciseProgram): Proof {
  return { file, line: 1, name, code, since: anyPython, verdict: (seen) => ranFault(seen) ?? exitFault(seen) };
}
