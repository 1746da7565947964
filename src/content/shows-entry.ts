import type { Shows } from '#core/quiz/shows.ts';
import type { ShowsEntry } from './quiz-schemas.ts';

/** What authors wrote of a run; what they left out is not looked at, but for how it ends. */
export function showsOf({ stdout, seconds, findings, outcome, error }: ShowsEntry): Shows {
  return {
    stdout: stdout ?? null,
    seconds: seconds === undefined ? null : Number(seconds),
    findings: findings ?? null,
    ending: error ?? outcome ?? 'finished',
  };
}
