import { webApi } from '@slack/bolt';
import { clientOptions, silent } from './bolt-app.ts';
import { connectionProblem } from './connection-problem.ts';
import type { Door, Workspaces } from './index.ts';
import { compareScopes } from './introduce.ts';
import { reasonOf } from './trouble.ts';

/** One thing that the bot needs in Slack, and whether it is there. */
export interface SlackFinding {
  readonly name: string;
  /** `missing` takes something away; `broken` keeps the bot from starting. */
  readonly state: 'well' | 'missing' | 'broken';
  readonly detail: string;
  /** What mends it; empty when it is well. */
  readonly cure: string;
}

interface Settings {
  readonly workspaces: { readonly kind: Workspaces['kind']; readonly token: string | null };
  readonly door: Door;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
}

/** Asks Slack about the settings: whether the tokens are good, and what they allow. Never rejects, and never tells a secret. */
export async function inspectSettings({ workspaces, door, apiUrl }: Settings): Promise<readonly SlackFinding[]> {
  const clientFor = (token: string) => new webApi.WebClient(token, { ...clientOptions(apiUrl, never), logger: silent });
  const { token } = workspaces;
  return [
    ...(token === null ? [] : await inspectBot(clientFor(token))),
    ...(workspaces.kind === 'one' ? [] : [installedByOthers]),
    door.kind === 'socket' ? await inspectSocket(clientFor(door.appToken)) : requestsAreSigned,
  ];
}

const never = new AbortController().signal;
const well = (name: string, detail: string): SlackFinding => ({ name, state: 'well', detail, cure: '' });

const installedByOthers = well('slack workspaces', 'those that install it, at /slack/install');
const requestsAreSigned = well(
  'slack signing secret',
  'set; whether it is the right one shows when Slack sends something',
);

async function inspectBot(client: webApi.WebClient): Promise<readonly SlackFinding[]> {
  const name = 'slack bot token';
  try {
    const { user, team, response_metadata: about } = await client.auth.test();
    return [well(name, `${user ?? 'a bot'} in ${team ?? 'a workspace'}`), describeScopes(about?.scopes ?? null)];
  } catch (error) {
    return [refused(name, error, 'SLACK_BOT_TOKEN')];
  }
}

function describeScopes(granted: readonly string[] | null): SlackFinding {
  const name = 'slack scopes';
  if (granted === null) return well(name, 'Slack does not say');
  const { missing, needless } = compareScopes(granted);
  const more = needless.length === 0 ? '' : `; not needed: ${needless.join(', ')}`;
  if (missing.length === 0) return well(name, `all that are needed${more}`);
  const cure = 'add them on the page OAuth & Permissions, or from studyloop manifest, and install the app again';
  return { name, state: 'missing', detail: `not granted: ${missing.join(', ')}${more}`, cure };
}

async function inspectSocket(client: webApi.WebClient): Promise<SlackFinding> {
  const name = 'slack app token';
  try {
    await client.apps.connections.open();
    return well(name, 'opens connections');
  } catch (error) {
    return refused(name, error, 'SLACK_APP_TOKEN');
  }
}

function refused(name: string, error: unknown, setting: Parameters<typeof connectionProblem>[1]): SlackFinding {
  const problem = connectionProblem(error, setting);
  if (problem !== null) return { name, state: 'broken', detail: problem.message, cure: 'studyloop setup' };
  const cure = 'look whether this machine reaches Slack; the bot tries again by itself';
  return { name, state: 'missing', detail: `Slack could not be asked (${reasonOf(error)})`, cure };
}
