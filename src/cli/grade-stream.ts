import { z } from 'zod';
import { learnerId } from '#core/ids.ts';
import { answerLines, requestIn, type Asked, type NumberedLine } from './answer-lines.ts';
import type { TestsByExercise } from './find-tests.ts';
import { gradeOf, type Desk } from './grade.ts';
import { gradeJson } from './grade-json.ts';
import { say } from './terminal.ts';

/** A line of `grade --jsonl`. A request without a learner is nobody's: it waits for no other one. */
const requestLine = z.object({
  id: z.string(),
  exercise: z.string(),
  code: z.string(),
  learner: z.string().min(1).optional(),
});

/** `grade --jsonl`: one request a line in, one result a line out as each ends. Exit code 1 when a line was no request. */
export async function gradeStream(all: TestsByExercise, desk: Desk): Promise<number> {
  return await answerLines(desk.terminal, (line) => readRequest(line, all, desk));
}

function readRequest(line: NumberedLine, all: TestsByExercise, { grader, terminal }: Desk): Asked {
  const read = requestIn(line, requestLine, '{"id": string, "exercise": string, "code": string}');
  if ('fault' in read) return read;
  const { lineNumber } = line;
  const { id, exercise, code, learner = `line ${lineNumber}` } = read.request;
  const tests = all.get(exercise);
  if (tests === undefined)
    return {
      fault: `line ${lineNumber}: expected an exercise, one of ${[...all.keys()].join(', ')}; got ${exercise}.`,
    };
  return async () => {
    const grade = await gradeOf({ code, tests, learner: learnerId(learner) }, grader, terminal.stopping);
    say(terminal, JSON.stringify(gradeJson(id, grade)));
  };
}
