import type { Reporter, TestModule } from 'vitest/node';

/** Ends a test run with a line that scripts can read: `12 passed, 0 failed`, and `, 3 skipped` where some were. */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: (typeof states)[number]) => states.filter((found) => found === state).length;
    const failed = count('failed') + brokenOutsideTests(modules) + errors.length;
    const skipped = count('skipped') + count('pending');
    console.log(`${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  }
}

/** Files that could not be loaded and hooks that threw: no test of theirs says so. */
function brokenOutsideTests(modules: readonly TestModule[]): number {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  return suites.filter((suite) => suite.errors().length > 0).length;
}
