import { defineConfig } from 'vitest/config';
import { TallyReporter } from './tests/support/tally-reporter.ts';

/** How long one test may take, for each folder of tests; far more than it needs, since machines are busy at times. */
const timeoutsMs = {
  unit: 10_000,
  contract: 20_000,
  architecture: 60_000,
  content: 120_000,
  integration: 60_000,
  e2e: 60_000,
};

export default defineConfig({
  test: {
    reporters: ['default', new TallyReporter()],
    // Node's line editor looks at it; what starts the tests may have none.
    env: { TERM: 'xterm-256color' },
    pool: 'threads',
    // Files share the modules they load, which saves a third of the time: no module of ours keeps state.
    isolate: false,
    // The default leaves one core idle, which on a machine with two is half of it.
    maxWorkers: '100%',
    // What is waited for comes at once on an idle machine.
    expect: { poll: { timeout: 10_000 } },
    projects: Object.entries(timeoutsMs).map(([name, timeoutMs]) => ({
      extends: true,
      test: {
        name,
        include: [`tests/${name}/**/*.test.ts`],
        testTimeout: timeoutMs,
        hookTimeout: timeoutMs,
      },
    })),
  },
});
