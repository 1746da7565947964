import type { NotRun } from '#core/outcome.ts';

const SHORTEST_RETRY_MS = 500;
const again = 'Try again in a minute; if it stays so, look whether';

/** What is told when a run could not be done elsewhere. */
export const refusals = {
  away: {
    kind: 'unavailable',
    reason: 'Redis, through which programs are sent to the workers, does not answer.',
    cure: `${again} Redis runs where REDIS_URL says.`,
  },
  lost: {
    kind: 'unavailable',
    reason: 'The workers that ran the program ended before it did.',
    cure: `${again} the workers stay up, and what their logs say.`,
  },
  mismatch: {
    kind: 'unavailable',
    reason: 'A worker answered something other than what it was asked.',
    cure: 'Let all processes be of one version of Studyloop.',
  },
  nobody: {
    kind: 'unavailable',
    reason: 'No worker is there to run programs.',
    cure: `${again} \`studyloop worker\` runs somewhere with the same REDIS_URL and SECRET_KEY.`,
  },
  busy: (nextPlaceMs: number): NotRun => ({
    kind: 'busy',
    retryAfterMs: Math.max(SHORTEST_RETRY_MS, nextPlaceMs),
  }),
} as const satisfies Record<string, NotRun | ((ms: number) => NotRun)>;
