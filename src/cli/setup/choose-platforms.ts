import { UsageProblem } from '../usage-problem.ts';
import type { Desk } from './desk.ts';
import type { Platform, SetupFlags } from './setup-flags.ts';

/** What the flags name, or what the host picks, or else what there are tokens of. */
export async function choosePlatforms(flags: SetupFlags, { terminal, questions }: Desk): Promise<readonly Platform[]> {
  const named = flags.platform === undefined ? namedByFlags(flags) : [flags.platform];
  if (named.length > 0) return named;
  if (questions !== null) return [await questions.pick('Where is the bot to be?', places)];
  const known = places.map(({ value }) => value).filter((place) => isSet(terminal.environment[tokens[place]]));
  if (known.length > 0) return known;
  throw new UsageProblem(
    'expected the token of a bot, in the setting DISCORD_TOKEN or SLACK_BOT_TOKEN or in a file, found none; ' +
      '--platform slack prints the address that makes the app.',
  );
}

const places = [
  { value: 'discord', label: 'Discord' },
  { value: 'slack', label: 'Slack' },
] as const;

const tokens = { discord: 'DISCORD_TOKEN', slack: 'SLACK_BOT_TOKEN' } as const;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

function namedByFlags(flags: SetupFlags): readonly Platform[] {
  const { discordTokenFile, server, channel } = flags;
  const { slackBotTokenFile, slackAppTokenFile, slackSigningSecretFile, slackUrl } = flags;
  const isNamed = (...answers: readonly (string | undefined)[]) => answers.some((answer) => answer !== undefined);
  return [
    ...(isNamed(discordTokenFile, server, channel) ? (['discord'] as const) : []),
    ...(isNamed(slackBotTokenFile, slackAppTokenFile, slackSigningSecretFile, slackUrl) ? (['slack'] as const) : []),
  ];
}
