import type { Outcome } from '#core/outcome.ts';
import type { CodeRunner, RunJob } from '#core/ports/code-runner.ts';

/** What each program does: its outcome, or that it waits until it is stopped or its time is up. */
export type RunnerScript = Readonly<Record<string, Outcome | 'waits'>>;

/** A CodeRunner that knows its programs by heart; one that is not in the script is `unavailable`. */
export function createScriptedRunner(script: RunnerScript): CodeRunner {
  /** Ends of the runs that each learner has asked for and that have not come yet. */
  const ahead = new Map<string, Set<Promise<void>>>();
  const stops = new Map<string, AbortController>();
  return {
    python: async () => ({ major: 3, minor: 11 }),
    async cancel(learner, run) {
      const stop = stops.get(`${learner} ${run}`);
      stop?.abort();
      return stop === undefined ? 'not-there' : 'stopping';
    },
    async *run(job, given) {
      const key = `${job.learner} ${job.id}`;
      const stop = new AbortController();
      const signal = AbortSignal.any([given, stop.signal]);
      if (job.id !== undefined) stops.set(key, stop);
      const own = ahead.get(job.learner) ?? new Set();
      ahead.set(job.learner, own);
      const earlier = [...own];
      const { promise, resolve } = Promise.withResolvers<void>();
      own.add(promise);
      try {
        if (earlier.length > 0 && !signal.aborted) yield { kind: 'queued', place: earlier.length, etaMs: 10 };
        await untilAborted(Promise.all(earlier), signal);
        if (!signal.aborted) yield { kind: 'started' };
        yield { kind: 'done', outcome: signal.aborted ? { kind: 'cancelled' } : await play(script, job, signal) };
      } finally {
        own.delete(promise);
        stops.delete(key);
        resolve();
      }
    },
  };
}

async function play(script: RunnerScript, job: RunJob, signal: AbortSignal): Promise<Outcome> {
  const outcome = script[job.code];
  if (outcome === undefined) {
    return { kind: 'unavailable', reason: `No outcome is written down for ${job.code}`, cure: 'Add it to the script.' };
  }
  return outcome === 'waits' ? await waitOut(job, signal) : outcome;
}

async function waitOut({ limits }: RunJob, signal: AbortSignal): Promise<Outcome> {
  const limitMs = limits?.wallMs;
  const time = Promise.withResolvers<void>();
  const timer = limitMs === undefined ? undefined : setTimeout(time.resolve, limitMs);
  await untilAborted(time.promise, signal);
  clearTimeout(timer);
  return signal.aborted || limitMs === undefined ? { kind: 'cancelled' } : ranOutOfTime(limitMs);
}

async function untilAborted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const aborted = Promise.withResolvers<void>();
  const onAbort = () => aborted.resolve();
  signal.addEventListener('abort', onAbort);
  await Promise.race([promise, aborted.promise]);
  signal.removeEventListener('abort', onAbort);
}

function ranOutOfTime(limitMs: number): Outcome {
  return {
    kind: 'timed-out',
    limitMs,
    exitCode: null,
    signal: 'SIGKILL',
    stdout: '',
    stderr: '',
    truncated: false,
    clock: 'real',
    clockMs: limitMs,
    realMs: limitMs,
    approximate: [],
    wallMs: limitMs,
    cpuMs: 0,
    peakBytes: 0,
    findings: [],
  };
}
