import type { Grade } from '#core/ports/code-grader.ts';
import type { Hearing } from './hold-court.ts';
import type { SideEnd } from './side.ts';

/** Names how a grade ended. */
export function decideGrade(hearing: Hearing): Grade {
  switch (hearing.kind) {
    case 'cancelled':
      return { kind: 'stopped', by: { kind: 'cancelled' } };
    case 'lost':
    case 'failed':
      return unavailable(`Solutions cannot be graded: ${hearing.reason}.`, 'Look at the log of the bot.');
    case 'reported':
      break;
  }
  const { report, lastEnd } = hearing;
  switch (report.kind) {
    case 'tests':
      return { kind: report.tests.every(({ passed }) => passed) ? 'passed' : 'failed', tests: report.tests };
    case 'error':
      return report;
    case 'gone':
      return goneWhileLoading(lastEnd);
    case 'faulty':
      return unavailable(`The tests of this exercise do not work: ${report.message}.`, 'studyloop check');
  }
}

function goneWhileLoading(end: SideEnd): Grade {
  switch (end) {
    case 'timed-out':
    case 'out-of-memory':
    case 'too-much-output':
      return { kind: 'stopped', by: end };
    case 'ended':
    case 'lost':
      return { kind: 'error', line: null, message: 'The program ended before everything in the file was defined.' };
  }
}

function unavailable(reason: string, cure: string): Grade {
  return { kind: 'stopped', by: { kind: 'unavailable', reason, cure } };
}
