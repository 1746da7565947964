import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import type { CodeGrader, Grade, GradeEvent, GradeJob } from '#core/ports/code-grader.ts';

/** The solutions of the suite, for graders that must know them before; they are graded by one set of tests. */
export const contractSolutions = {
  right: 'async def answer():\n    return 42\n',
  wrong: 'async def answer():\n    return 41\n',
  broken: 'def answer(:\n',
  waits: 'import time\n\nwhile True:\n    time.sleep(0.1)\n',
} as const;

const contractTests = `from grading import behaviour, expect, learner


@behaviour("can be awaited", "answer cannot be awaited.")
async def awaited():
    await learner.answer()


@behaviour("gives 42", "answer did not give 42.")
async def gives():
    value = await learner.answer()
    expect(value == 42, f"answer gave {value}.")
`;

export type MadeGrader = CodeGrader & AsyncDisposable;

/** The promises of the CodeGrader port: every implementation passes all of them. */
export function codeGraderContract(name: string, make: () => Promise<MadeGrader>): void {
  describe(`${name} keeps its promises`, () => {
    let grader: MadeGrader;

    beforeAll(async () => {
      grader = await make();
    });

    afterAll(async () => {
      await grader[Symbol.asyncDispose]();
    });

    const start = (job: Partial<GradeJob>, signal = new AbortController().signal) =>
      grader.grade({ code: contractSolutions.right, tests: contractTests, learner: someone(), ...job }, signal);

    test('a solution is started, then done, and nothing comes after that', async () => {
      const events = await Array.fromAsync(start({}));
      expect(events.map(({ kind }) => kind)).toEqual(['started', 'done']);
    });

    test('a right solution passes, and every behaviour holds, in written order', async () => {
      expect(await gradeIn(start({}))).toEqual({
        kind: 'passed',
        tests: [
          { name: 'can be awaited', passed: true, message: '' },
          { name: 'gives 42', passed: true, message: '' },
        ],
      });
    });

    test('a wrong solution fails, and the behaviour that does not hold says what was seen', async () => {
      expect(await gradeIn(start({ code: contractSolutions.wrong }))).toEqual({
        kind: 'failed',
        tests: [
          { name: 'can be awaited', passed: true, message: '' },
          { name: 'gives 42', passed: false, message: 'answer gave 41.' },
        ],
      });
    });

    test('what does not parse is an error with its line', async () => {
      expect(await gradeIn(start({ code: contractSolutions.broken }))).toMatchObject({ kind: 'error', line: 1 });
    });

    test('a grade that is aborted is told as cancelled', async () => {
      const stop = new AbortController();
      const events = start({ code: contractSolutions.waits }, stop.signal);
      const kinds: string[] = [];
      for await (const event of events) {
        kinds.push(event.kind);
        if (event.kind === 'started') stop.abort();
        if (event.kind === 'done') expect(event.grade).toEqual({ kind: 'stopped', by: { kind: 'cancelled' } });
      }
      expect(kinds.at(-1)).toBe('done');
    });

    test('a grade that was aborted before is not started', async () => {
      const events = await Array.fromAsync(start({}, AbortSignal.abort()));
      expect(events).toEqual([{ kind: 'done', grade: { kind: 'stopped', by: { kind: 'cancelled' } } }]);
    });
  });
}

async function gradeIn(events: AsyncIterable<GradeEvent>): Promise<Grade> {
  for await (const event of events) if (event.kind === 'done') return event.grade;
  throw new Error('the events ended without a grade');
}

let learners = 0;
const someone = () => learnerId(`learner ${(learners += 1)}`);
