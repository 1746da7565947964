import type { CodeGrader } from '#core/ports/code-grader.ts';

/** Where nothing is graded: every solution is turned away, and told so. */
export const noGrader: CodeGrader = {
  async *grade() {
    const reason = 'Nothing here can check solutions.';
    yield { kind: 'done', grade: { kind: 'stopped', by: { kind: 'unavailable', reason, cure: 'Update Studyloop.' } } };
  },
};
