import { HostProblem } from '#core/host-problem.ts';
import { troubleOf } from './trouble.ts';

/** What a refused login means for the host; null: it may well succeed later. */
export function loginProblem(error: unknown): HostProblem | null {
  if (troubleOf(error) === 'token-refused' || codeOf(error) === 'TokenInvalid') return tokenProblem();
  const sentence = error instanceof Error ? bySentence[error.message] : undefined;
  return sentence === undefined ? null : closedProblem(sentence);
}

/**
 * What the close code of the gateway means for the host; null: a new connection may well stand, after 4011 with the shards
 * that are needed by now.
 */
export function closedProblem(code: number): HostProblem | null {
  if (code === authenticationFailed) return tokenProblem();
  const why = byCode[code];
  if (why === undefined) return null;
  return new HostProblem(`Discord lets this bot connect no more: ${why} (close code ${code}).`);
}

function tokenProblem(): HostProblem {
  return new HostProblem(
    'Discord refuses DISCORD_TOKEN: expected the token of a bot as the Developer Portal gives it, page Bot. ' +
      'Perhaps it was reset; put the new one into the environment or .env, and start again.',
  );
}

const authenticationFailed = 4004;

const byCode: Readonly<Record<number, string>> = {
  4010: 'it refuses the shard; please report this',
  4012: 'this version of the interface is no longer spoken; update Studyloop',
  4013: 'it refuses the intents asked for; please report this',
  4014: 'it does not allow the intents Guilds, Guild Messages and Direct Messages; ask Discord what keeps the application from them',
};

/** How the client words the close codes of a connection that never stood. */
const bySentence: Readonly<Record<string, number>> = {
  'Authentication failed': authenticationFailed,
  'Invalid shard': 4010,
  'Used an invalid API version': 4012,
  'Used invalid intents': 4013,
  'Used disallowed intents': 4014,
};

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
