import type { Workspaces } from '#bots/slack/index.ts';
import { createSlackBot, createSlackCourier } from '#bots/slack/index.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Config, SlackConfig } from '#src/config.ts';
import { deriveKey, type Around } from './bot-parts.ts';
import { platformLog } from './platform-log.ts';
import { systemClock } from './system.ts';

/** The bot in Slack, as the settings want it. */
export function slackBot(slack: SlackConfig, config: Config, around: Around): Bot {
  return createSlackBot(optionsOf(slack, config, around));
}

/** What sends in Slack where other processes hear. */
export function slackCourier(slack: SlackConfig, config: Config, around: Around): Pick<Bot, 'name' | 'deliver'> {
  return createSlackCourier(optionsOf(slack, config, around), around.stopping);
}

function optionsOf(
  slack: SlackConfig,
  { secretKey, role }: Config,
  { door: http, notes, requests, draw, log }: Around,
) {
  const { workspaces, door, apiUrl } = slack;
  const own = workspaces.kind === 'one' ? workspaces.token : workspaces.clientSecret;
  return {
    workspaces: workspacesOf(slack, secretKey ?? own),
    door,
    pages: role === 'gateway' ? 'elsewhere' : 'here',
    apiUrl,
    http,
    key: deriveKey(secretKey ?? own, 'slack buttons'),
    notes,
    requests,
    clock: systemClock,
    draw,
    log: platformLog('slack', log),
  } as const;
}

function workspacesOf({ workspaces, authorizeUrl }: SlackConfig, secret: string): Workspaces {
  if (workspaces.kind === 'one') return workspaces;
  const { token, clientId, clientSecret } = workspaces;
  const stateSecret = workspaces.stateSecret ?? Buffer.from(deriveKey(secret, 'slack states')).toString('base64url');
  return { kind: 'many', token, client: { clientId, clientSecret, stateSecret, authorizeUrl }, secret };
}
