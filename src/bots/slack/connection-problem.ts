import { webApi } from '@slack/bolt';
import { HostProblem } from '#core/host-problem.ts';
import { troubleOf } from './trouble.ts';

/** What a refused connection means for the host; null: it may well succeed later. */
export function connectionProblem(error: unknown, setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): HostProblem | null {
  const trouble = troubleOf(error);
  if (!(error instanceof webApi.WebAPIPlatformError)) return null;
  if (trouble !== 'token-refused' && trouble !== 'missing-scope') return null;
  return new HostProblem(
    `Slack refuses ${setting} (${error.data.error}): expected ${expected[setting]}. ` +
      'Perhaps it was revoked; put the new one into the environment or .env, and start again.',
  );
}

const expected = {
  SLACK_BOT_TOKEN: 'the Bot User OAuth Token of the app, page OAuth & Permissions, which begins with xoxb-',
  SLACK_APP_TOKEN:
    'an App-Level Token with the scope connections:write, page Basic Information, which begins with xapp-',
} as const;
