import type { Outcome } from '#core/outcome.ts';
import type { Locks, Printed } from './locks.ts';
import type { Proof } from './prove.ts';
import type { ChunkFile } from './read-chunk.ts';
import type { CourseFolder } from './read-course.ts';
import type { ExerciseProgram } from './read-exercise.ts';
import type { QuizFile } from './read-quizzes.ts';
import type { ProofKey } from './schemas.ts';
import type { SmallProgram } from './small-program.ts';

/**
 * Everything in the content that a program can settle: what examples print, which option of a prediction is right, that
 * what many believe is not so, and that an exercise's programs end well.
 */
export function proofsOf(courses: readonly CourseFolder[], locks: Locks): readonly Proof[] {
  const lessons = courses.flatMap((course) => course.lessons);
  return [
    ...lessons.flatMap(({ chunks }) => chunks.flatMap((chunk) => exampleProofs(chunk, locks))),
    ...lessons.flatMap(({ quizzes }) => quizzes.flatMap(keyProof)),
    ...lessons.flatMap(({ programs }) => programs.map(printsProof)),
    ...lessons.flatMap(({ exercises }) => exercises.flatMap(({ programs }) => programs.map(endingProof))),
  ];
}

function exampleProofs({ file, chunk, exampleLines }: ChunkFile, locks: Locks): readonly Proof[] {
  const count = chunk.examples.length;
  return chunk.examples.map((code, index) => ({
    file,
    line: exampleLines[index] ?? 1,
    name: `example ${index + 1}`,
    code,
    verdict: (outcome) => ranFault(outcome) ?? locks.compare({ chunkFile: file, index, count }, printedBy(outcome)),
  }));
}

function keyProof({ file, line, quiz, proof }: QuizFile): readonly Proof[] {
  if (proof === null) return [];
  const { code, key, answer } = proof;
  const verdict = (outcome: Outcome) => ranFault(outcome) ?? keyFault(outcome, key, answer);
  return [{ file, line, name: `quiz \`${quiz.id}\``, code, verdict }];
}

function keyFault(outcome: Outcome, key: ProofKey, answer: string): string | null {
  const { stdout, stderr } = printedBy(outcome);
  const came = 'stdout-line' in key ? stdout.split('\n')[key['stdout-line'] - 1] : stderr.trimEnd().split('\n').at(-1);
  if (came === answer) return null;
  const where = 'stdout-line' in key ? `line ${key['stdout-line']} of its output` : 'the last line of its errors';
  return `expected ${where} to be \`${answer}\`, the program printed \`${came ?? 'nothing'}\`; mend the option or the program.`;
}

function printsProof({ file, line, name, code, prints }: SmallProgram): Proof {
  return { file, line, name, code, verdict: (outcome) => ranFault(outcome) ?? printsFault(outcome, prints) };
}

function printsFault(outcome: Outcome, expected: string): string | null {
  const { stdout, stderr } = printedBy(outcome);
  if (stdout.trimEnd() === expected.trimEnd()) return null;
  const instead = stdout === '' ? stderr : stdout;
  const found = JSON.stringify(instead.trimEnd());
  return `expected it to print ${JSON.stringify(expected.trimEnd())}, it printed ${found}; mend one of them.`;
}

function endingProof({ file, name, code }: ExerciseProgram): Proof {
  return { file, line: 1, name, code, verdict: (outcome) => ranFault(outcome) ?? exitFault(outcome) };
}

function exitFault(outcome: Outcome): string | null {
  if (!('exitCode' in outcome) || outcome.exitCode === 0) return null;
  const last = outcome.stderr.trimEnd().split('\n').at(-1) ?? '';
  return `expected the program to end without an error, it ended with exit code ${outcome.exitCode} (${last}); mend it.`;
}

function printedBy(outcome: Outcome): Printed {
  return 'stdout' in outcome ? { stdout: outcome.stdout, stderr: outcome.stderr } : { stdout: '', stderr: '' };
}

function ranFault(outcome: Outcome): string | null {
  if (outcome.kind === 'finished') return null;
  const why = outcome.kind === 'unavailable' ? ` (${outcome.reason} ${outcome.cure})` : '';
  return `expected the program to end by itself, it came out ${outcome.kind}${why}; mend the program.`;
}
