import type { CodeGrader, Grade, GradeJob } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';

/** What becomes of each solution, by its code; `waits` until it is stopped. */
export type GraderScript = Readonly<Record<string, Grade | 'waits'>>;

/** A grader that knows its solutions by heart, and the door by which a learner's is stopped. */
export type ScriptedGrader = CodeGrader &
  Pick<CodeRunner, 'cancel'> & {
    /** What it was given, oldest first. */
    readonly jobs: readonly GradeJob[];
  };

/** One that is not in the script is `stopped` as `unavailable`. */
export function createScriptedGrader(script: GraderScript): ScriptedGrader {
  const jobs: GradeJob[] = [];
  const stops = new Map<string, AbortController>();
  return {
    jobs,
    async cancel(learner, run) {
      const stop = stops.get(`${learner} ${run}`);
      stop?.abort();
      return stop === undefined ? 'not-there' : 'stopping';
    },
    async *grade(job, given) {
      jobs.push(job);
      const key = `${job.learner} ${job.id}`;
      const stop = new AbortController();
      const signal = AbortSignal.any([given, stop.signal]);
      if (job.id !== undefined) stops.set(key, stop);
      try {
        if (!signal.aborted) {
          yield { kind: 'queued', place: 1, etaMs: 10 };
          yield { kind: 'started' };
        }
        yield { kind: 'done', grade: await play(script[job.code], signal) };
      } finally {
        stops.delete(key);
      }
    },
  };
}

async function play(written: Grade | 'waits' | undefined, signal: AbortSignal): Promise<Grade> {
  if (written === undefined) {
    const cure = 'Add it to the script.';
    return { kind: 'stopped', by: { kind: 'unavailable', reason: 'No grade is written down for it.', cure } };
  }
  if (written === 'waits') await aborted(signal);
  return signal.aborted || written === 'waits' ? { kind: 'stopped', by: { kind: 'cancelled' } } : written;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** A runner by whose door that grader's jobs are stopped too, as the port asks. */
export function stoppingBoth(runner: CodeRunner, grader: ScriptedGrader): CodeRunner {
  return {
    run: (job, signal) => runner.run(job, signal),
    python: async () => await runner.python(),
    async cancel(learner, run) {
      const found = await grader.cancel(learner, run);
      return found === 'stopping' ? found : await runner.cancel(learner, run);
    },
  };
}
