import { createRunner, type Runner, type RunnerOptions } from '#runner/create-runner.ts';
import { defaultLimits, type Limits } from '#runner/limits.ts';
import { learnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { RunJob } from '#core/ports/code-runner.ts';

/** A real runner; fails, and says what is missing, where programs cannot be isolated. */
export async function openTestRunner(
  limits: Partial<Limits> = {},
  options: Partial<RunnerOptions> = {},
): Promise<Runner> {
  const runner = createTestRunner(limits, options);
  const readiness = await runner.readiness();
  if (readiness.kind === 'ready') return runner;
  const { reason, cure } = readiness.problem;
  throw new Error(`these tests need the sandbox, and this machine has none: ${reason} ${cure}`);
}

/** As a host would make it; it may turn out to be unable to run anything. */
export function createTestRunner(limits: Partial<Limits> = {}, options: Partial<RunnerOptions> = {}): Runner {
  return createRunner({
    limits: { ...defaultLimits, ...limits },
    concurrency: 2,
    queueSize: 200,
    queueSizePerLearner: 200,
    searchPath: process.env['PATH'] ?? '/usr/bin:/bin',
    ...options,
  });
}

let learners = 0;

/** Runs one program for somebody new. */
export async function runOnce(
  runner: Runner,
  job: Partial<RunJob> & Pick<RunJob, 'code'>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  learners += 1;
  const whole: RunJob = { stdin: '', learner: learnerId(`test:${learners}`), clock: 'auto', ...job };
  for await (const event of runner.run(whole, signal)) if (event.kind === 'done') return event.outcome;
  throw new Error('expected an outcome, the events ended without one');
}
