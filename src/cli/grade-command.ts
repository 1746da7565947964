import { findTests, testsByExercise } from './find-tests.ts';
import { gradeFile } from './grade.ts';
import { gradeStream } from './grade-stream.ts';
import { createLog } from './logger.ts';
import { openConfig } from './open.ts';
import { openRuns } from './open-runs.ts';
import { readContent } from './read-content.ts';
import type { Terminal } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

export interface GradeFlags {
  readonly json?: true;
  readonly jsonl?: true;
}

/** What is graded: a solution of an exercise, in a file or on standard input. */
export interface Graded {
  readonly exercise: string | undefined;
  readonly file: string | undefined;
}

/** `grade`: one solution, or with `--jsonl` a stream of them. */
export async function grade({ exercise, file }: Graded, flags: GradeFlags, terminal: Terminal): Promise<number> {
  const all = testsByExercise(readContent(terminal));
  const tests = exercise === undefined ? null : findTests(all, exercise);
  if (tests === null && flags.jsonl !== true)
    throw new UsageProblem(`expected the name of an exercise, one of ${[...all.keys()].join(', ')}; got none.`);
  await using grader = await openRuns(openConfig(terminal), {
    ...terminal,
    log: createLog('warn', { kind: 'stderr' }),
    askers: 'one-program',
  });
  const desk = { grader, terminal };
  if (tests === null || flags.jsonl === true) return await gradeStream(all, desk);
  return await gradeFile(file, { tests, format: flags.json === true ? 'json' : 'text' }, desk);
}
