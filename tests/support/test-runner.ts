import { createRunner, type Runner, type RunnerOptions } from '#runner/create-runner.ts';
import type { Tier } from '#runner/tier.ts';
import { defaultLimits, type Limits } from '#runner/limits.ts';
import { learnerId } from '#core/ids.ts';
import type { Outcome } from '#core/outcome.ts';
import type { RunJob } from '#core/ports/code-runner.ts';

/** The ways to run programs: all promises are to be kept by each. */
export const tiers = ['pool', 'single'] as const satisfies readonly Tier['kind'][];

/** What a host may choose, and by which tier programs are run: `pool` unless it says otherwise. */
export type TestRunnerOptions = Partial<Omit<RunnerOptions, 'pool'>> & { readonly tier?: Tier['kind'] };

/** A real runner of that tier; fails, and says what is missing, where programs cannot be isolated so. */
export async function openTestRunner(limits: Partial<Limits> = {}, options: TestRunnerOptions = {}): Promise<Runner> {
  const runner = createTestRunner(limits, options);
  const readiness = await runner.readiness();
  if (readiness.kind === 'closed') {
    const { reason, cure } = readiness.problem;
    throw new Error(`these tests need the sandbox, and this machine has none: ${reason} ${cure}`);
  }
  const tier = await runner.tier();
  if (tier?.kind === (options.tier ?? 'pool')) return runner;
  throw new Error(`these tests need the pool, and this machine has none: ${tier?.reason}`);
}

/** As a host would make it; it may turn out to be unable to run anything. */
export function createTestRunner(
  limits: Partial<Limits> = {},
  { tier = 'pool', ...options }: TestRunnerOptions = {},
): Runner {
  return createRunner({
    limits: { ...defaultLimits, ...limits },
    concurrency: 2,
    queueSize: 200,
    queueSizePerLearner: 200,
    searchPath: process.env['PATH'] ?? '/usr/bin:/bin',
    pool: tier === 'pool' ? 'if-possible' : 'never',
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
