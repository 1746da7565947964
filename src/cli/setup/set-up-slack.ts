import { HostProblem } from '#core/host-problem.ts';
import { inspectSettings } from '#bots/slack/inspect-settings.ts';
import { manifestLink } from '../manifest.ts';
import { openConfig } from '../open.ts';
import { say } from '../terminal.ts';
import type { Desk } from './desk.ts';
import type { Done } from './done.ts';
import { findSecret, keep, knowing, knownSecret } from './secrets.ts';

/** The secrets are none of them: arguments can be read by others on the machine. Each file holds nothing but one. */
export interface SlackFlags {
  readonly slackBotTokenFile?: string;
  readonly slackAppTokenFile?: string;
  readonly slackSigningSecretFile?: string;
  /** Where Slack reaches the bot; without it, Socket Mode. */
  readonly slackUrl?: string;
}

/** Prints the address that makes the app, takes its tokens, asks Slack about them, and writes them down when they are good. */
export async function setUpSlack(flags: SlackFlags, desk: Desk): Promise<Done> {
  const { terminal } = desk;
  say(terminal, `Make the app, if there is none yet: ${await manifestLink(flags.slackUrl, terminal)}`);
  const settings = {
    SLACK_BOT_TOKEN: await findSecret({ ...botSought, file: flags.slackBotTokenFile }, desk),
    ...(await findDoor(flags, desk)),
  };
  const told = knowing(settings, terminal);
  const { slack } = openConfig(told);
  const findings = slack === null ? [] : await inspectSettings(slack);
  const broken = findings.filter(({ state }) => state === 'broken');
  if (broken.length > 0) throw new HostProblem(broken.map(({ detail }) => detail).join('\n'));
  await keep(settings, told);
  // The doctor, who looks next, tells what is missing.
  return { settings, isWell: true };
}

/** Slack posts to an address when there is one, or nothing but a signing secret. */
async function findDoor(flags: SlackFlags, desk: Desk): Promise<Readonly<Record<string, string>>> {
  const app = { ...appSought, file: flags.slackAppTokenFile };
  const signing = { ...signingSought, file: flags.slackSigningSecretFile };
  const isPosted =
    flags.slackUrl !== undefined ||
    ((await knownSecret(app, desk.terminal)) === null && (await knownSecret(signing, desk.terminal)) !== null);
  return isPosted
    ? { SLACK_SIGNING_SECRET: await findSecret(signing, desk) }
    : { SLACK_APP_TOKEN: await findSecret(app, desk) };
}

const page = 'https://api.slack.com/apps → your app';

const botSought = {
  setting: 'SLACK_BOT_TOKEN',
  flag: '--slack-bot-token-file',
  what: 'the Bot User OAuth Token (xoxb-…)',
  where: `${page} → Install App.`,
} as const;

const appSought = {
  setting: 'SLACK_APP_TOKEN',
  flag: '--slack-app-token-file',
  what: 'an App-Level Token (xapp-…)',
  where: `${page} → Basic Information → App-Level Tokens, with the scope connections:write.`,
} as const;

const signingSought = {
  setting: 'SLACK_SIGNING_SECRET',
  flag: '--slack-signing-secret-file',
  what: 'the Signing Secret',
  where: `${page} → Basic Information.`,
} as const;
