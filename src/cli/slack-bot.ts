import type { Workspaces } from '#bots/slack/index.ts';
import { createSlackBot } from '#bots/slack/index.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Config, SlackConfig } from '#src/config.ts';
import { deriveKey, type Around } from './bot-parts.ts';
import { systemClock } from './system.ts';

/** The bot in Slack, as the settings want it. */
export function slackBot(slack: SlackConfig, { secretKey }: Config, { door: http, notes, requests, draw, log }: Around): Bot {
  const { workspaces, door, apiUrl } = slack;
  const own = workspaces.kind === 'one' ? workspaces.token : workspaces.clientSecret;
  return createSlackBot({
    workspaces: workspacesOf(slack, secretKey ?? own),
    door,
    apiUrl,
    http,
    key: deriveKey(secretKey ?? own, 'slack buttons'),
    notes,
    requests,
    clock: systemClock,
    draw,
    log,
  });
}

function workspacesOf({ workspaces, authorizeUrl }: SlackConfig, secret: string): Workspaces {
  if (workspaces.kind === 'one') return workspaces;
  const { token, clientId, clientSecret } = workspaces;
  const stateSecret = workspaces.stateSecret ?? Buffer.from(deriveKey(secret, 'slack states')).toString('base64url');
  return { kind: 'many', token, client: { clientId, clientSecret, stateSecret, authorizeUrl }, secret };
}
