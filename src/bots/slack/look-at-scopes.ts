import type { webApi } from '@slack/bolt';
import type { Log } from '#core/ports/log.ts';
import { scopes } from './manifest.ts';

/** Says in the log which scopes the bot's token lacks; where there is no token, or Slack does not say, nothing. */
export async function lookAtScopes(client: webApi.WebClient, log: Log): Promise<void> {
  if (client.token === undefined) return;
  try {
    const { response_metadata: about } = await client.auth.test();
    const { missing } = compareScopes(about?.scopes ?? scopes);
    if (missing.length > 0)
      log.warn('slack scopes missing', { missing, cure: 'install the app again, from its manifest' });
  } catch {
    // Whether Slack lets the bot in is told elsewhere.
  }
}

interface Comparison {
  readonly missing: readonly string[];
  readonly needless: readonly string[];
}

/** What was granted beside what the bot asks for. */
export function compareScopes(granted: readonly string[]): Comparison {
  return {
    missing: scopes.filter((scope) => !granted.includes(scope)),
    needless: granted.filter((scope) => !scopes.includes(scope)),
  };
}
