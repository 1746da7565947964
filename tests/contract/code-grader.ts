import { describe, expect, onTestFinished, test } from 'vitest';
import { learnerId, runId } from '#core/ids.ts';
import type { CodeGrader, Grade, GradeEvent, GradeJob } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';

/** A grader, and the runner's door through which its jobs are stopped too. */
export type GraderAtHand = CodeGrader & Pick<CodeRunner, 'cancel'> & AsyncDisposable;

/** An exercise that asks for `double(number)`, in the form that the grader reads, and what is sent for it. */
export interface GraderSamples {
  /** Asks that 3 gives 6, then that 0 gives 0, in two behaviours. */
  readonly tests: string;
  readonly right: string;
  /** Right for 0 alone. */
  readonly wrong: string;
  readonly misspelt: string;
  /** Would never come to an end. */
  readonly endless: string;
}

const learner = learnerId('test:ada');

/** The promises of the CodeGrader port: every implementation passes all of them. */
export function codeGraderContract(name: string, open: () => Promise<GraderAtHand>, samples: GraderSamples): void {
  describe(`${name} keeps its promises`, () => {
    const job = (code: string, more: Partial<GradeJob> = {}) => ({ code, tests: samples.tests, learner, ...more });
    const opened = async () => {
      const grader = await open();
      onTestFinished(async () => await grader[Symbol.asyncDispose]());
      return grader;
    };

    test('a right solution passes, with every behaviour in written order', async () => {
      const grade = await gradeOf(await opened(), job(samples.right));
      expect(grade).toMatchObject({ kind: 'passed', tests: [{ passed: true }, { passed: true }] });
    });

    test('a wrong solution fails, and each behaviour says by itself whether it holds', async () => {
      const grade = await gradeOf(await opened(), job(samples.wrong));
      expect(grade).toMatchObject({ kind: 'failed', tests: [{ passed: false }, { passed: true, message: '' }] });
      const [first] = grade.kind === 'failed' ? grade.tests : [];
      expect(first?.name).not.toBe('');
      expect(first?.message).not.toBe('');
    });

    test('what Python cannot read is an error with its line', async () => {
      const grade = await gradeOf(await opened(), job(samples.misspelt));
      expect(grade).toMatchObject({ kind: 'error', line: expect.any(Number) });
    });

    test('its events come in order: waits, at most one start, one end', async () => {
      const events = await eventsOf(await opened(), job(samples.right));
      const kinds = events.map(({ kind }) => kind).join(' ');
      expect(kinds).toMatch(/^(queued )*(started )?done$/u);
    });

    test('an aborted signal stops it, before and while it is checked', async () => {
      const grader = await opened();
      expect(await gradeOf(grader, job(samples.right), AbortSignal.abort())).toMatchObject(cancelled);
      const stop = new AbortController();
      const events = [];
      for await (const event of grader.grade(job(samples.endless), stop.signal)) {
        events.push(event);
        if (event.kind === 'started') stop.abort();
      }
      expect(events.at(-1)).toMatchObject({ kind: 'done', grade: cancelled });
    });

    test('the learner stops it by its id, and nobody else does', async () => {
      const grader = await opened();
      const id = runId('request-1');
      const found = [];
      let last: GradeEvent | null = null;
      for await (const event of grader.grade(job(samples.endless, { id }), new AbortController().signal)) {
        last = event;
        if (event.kind !== 'started') continue;
        found.push(await grader.cancel(learnerId('test:eve'), id));
        found.push(await grader.cancel(learner, id));
      }
      expect(found).toEqual(['not-there', 'stopping']);
      expect(last).toMatchObject({ kind: 'done', grade: cancelled });
      expect(await grader.cancel(learner, id)).toBe('not-there');
    });
  });
}

const cancelled = { kind: 'stopped', by: { kind: 'cancelled' } } as const satisfies Grade;

async function eventsOf(
  grader: CodeGrader,
  job: GradeJob,
  signal = new AbortController().signal,
): Promise<readonly GradeEvent[]> {
  return await Array.fromAsync(grader.grade(job, signal));
}

async function gradeOf(grader: CodeGrader, job: GradeJob, signal?: AbortSignal): Promise<Grade> {
  const last = (await eventsOf(grader, job, signal)).at(-1);
  if (last?.kind !== 'done') throw new Error('expected the last event to be the end');
  return last.grade;
}
