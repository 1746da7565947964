import { slackManifest } from '#bots/slack/manifest.ts';
import { commands } from '#core/commands/index.ts';
import { openContent } from './open.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

export interface ManifestFlags {
  /** Where Slack reaches the bot; without it, Socket Mode. */
  readonly url?: string;
  readonly link?: true;
}

/** Prints what Slack makes the app from, or the address of the page that makes it. */
export async function manifest({ url, link }: ManifestFlags, terminal: Terminal): Promise<number> {
  if (link === true) say(terminal, await manifestLink(url, terminal));
  else say(terminal, JSON.stringify(await manifestFor(url, terminal), null, 2));
  return 0;
}

/** The page that makes the app, filled in; `url`: where Slack reaches the bot, undefined: Socket Mode. */
export async function manifestLink(url: string | undefined, terminal: Terminal): Promise<string> {
  return `${creationPage}${encodeURIComponent(JSON.stringify(await manifestFor(url, terminal)))}`;
}

const creationPage = 'https://api.slack.com/apps?new_app=1&manifest_json=';

async function manifestFor(url: string | undefined, terminal: Terminal) {
  const { speak } = await openContent(terminal);
  const door = url === undefined ? ({ kind: 'socket' } as const) : ({ kind: 'http', origin: url } as const);
  return slackManifest({ commands, say: speak('en'), door });
}
