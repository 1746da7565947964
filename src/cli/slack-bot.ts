import { hkdfSync } from 'node:crypto';
import type { Workspaces } from '#bots/slack/index.ts';
import { createSlackBot } from '#bots/slack/index.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore } from '#core/ports/store.ts';
import type { Config, SlackConfig } from '#src/config.ts';
import { systemClock } from './system.ts';

interface Around {
  readonly notes: NoteStore;
  readonly draw: Draw;
  readonly log: Log;
}

/** The bot in Slack, as the settings want it. */
export function slackBot(slack: SlackConfig, { http, secretKey }: Config, { notes, draw, log }: Around): Bot {
  const { workspaces, door, apiUrl } = slack;
  const own = workspaces.kind === 'one' ? workspaces.token : workspaces.clientSecret;
  return createSlackBot({
    workspaces: workspacesOf(slack, secretKey ?? own),
    door,
    apiUrl,
    http: { host: http.host, port: http.port ?? usualPort },
    key: deriveKey(secretKey ?? own, 'buttons'),
    notes,
    clock: systemClock,
    draw,
    log,
  });
}

const usualPort = 8080;
const keyBytes = 32;

function workspacesOf({ workspaces, authorizeUrl }: SlackConfig, secret: string): Workspaces {
  if (workspaces.kind === 'one') return workspaces;
  const { clientId, clientSecret } = workspaces;
  const stateSecret = workspaces.stateSecret ?? Buffer.from(deriveKey(secret, 'states')).toString('base64url');
  return { kind: 'many', client: { clientId, clientSecret, stateSecret, authorizeUrl }, secret };
}

/** A key for this one purpose. */
function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `studyloop slack ${purpose}`, keyBytes));
}
