import type { webApi } from '@slack/bolt';
import type { Log } from '#core/ports/log.ts';
import { scopes } from './manifest.ts';
import type { OwnWorkspace } from './own-workspace.ts';

/** Learns where the bot is, and says in the log which scopes its token lacks; where there is no token, nothing. */
export async function introduce(client: webApi.WebClient, { own, log }: Introduction): Promise<void> {
  if (client.token === undefined) return;
  try {
    const { team_id: team, response_metadata: about } = await client.auth.test();
    if (team !== undefined) own.learn(team);
    const { missing } = compareScopes(about?.scopes ?? scopes);
    if (missing.length > 0)
      log.warn('slack scopes missing', { missing, cure: 'install the app again, from its manifest' });
  } catch {
    // Whether Slack lets the bot in is told elsewhere.
  }
}

interface Introduction {
  readonly own: OwnWorkspace;
  readonly log: Log;
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
