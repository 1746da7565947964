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
  const { speak } = await openContent(terminal);
  const door = url === undefined ? ({ kind: 'socket' } as const) : ({ kind: 'http', origin: url } as const);
  const made = slackManifest({ commands, say: speak('en'), door });
  if (link === true) say(terminal, `${creationPage}${encodeURIComponent(JSON.stringify(made))}`);
  else say(terminal, JSON.stringify(made, null, 2));
  return 0;
}

const creationPage = 'https://api.slack.com/apps?new_app=1&manifest_json=';
