import type { CodeGrader } from '#core/ports/code-grader.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';

/** For measuring what runs no code: every run is cancelled at once. */
export const noRunner: CodeRunner = {
  async *run() {
    yield { kind: 'done', outcome: { kind: 'cancelled' } };
  },
  cancel: async () => 'not-there',
  python: async () => null,
};

/** And every grade is stopped. */
export const noGrader: CodeGrader = {
  async *grade() {
    yield { kind: 'done', grade: { kind: 'stopped', by: { kind: 'cancelled' } } };
  },
};
