import type { PythonVersion } from '#core/python-version.ts';
import type { Locks } from './locks.ts';
import type { Proof } from './prove.ts';
import { quizProofs } from './quiz-proofs.ts';
import { exitFault, ranFault } from './ran-fault.ts';
import type { ChunkFile } from './read-chunk.ts';
import type { CourseFolder } from './read-course.ts';
import type { ExerciseProgram } from './read-exercise.ts';
import type { Records } from './records.ts';

/**
 * Everything in the content that a program can settle: what examples print, what is right in a question, and that an
 * exercise's programs end well.
 */
export function proofsOf(
  courses: readonly CourseFolder[],
  { locks, quizRecords }: Pick<Records, 'locks' | 'quizRecords'>,
): readonly Proof[] {
  const lessons = courses.flatMap((course) => course.lessons);
  return [
    ...lessons.flatMap(({ chunks }) => chunks.flatMap((chunk) => exampleProofs(chunk, locks))),
    ...lessons.flatMap(({ quizzes }) => quizzes.flatMap((quiz) => quizProofs(quiz, quizRecords))),
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
    since: anyPython,
    verdict: (seen) => {
      const { stdout, stderr } = seen;
      return ranFault(seen) ?? locks.compare({ chunkFile: file, index, count }, { stdout, stderr });
    },
  }));
}

function endingProof({ file, name, code }: ExerciseProgram): Proof {
  return { file, line: 1, name, code, since: anyPython, verdict: (seen) => ranFault(seen) ?? exitFault(seen) };
}
