import { HostProblem } from '#core/host-problem.ts';
import type { Config, DiscordConfig, SlackConfig } from '#src/config.ts';

/** What a process that serves a role has to do with each platform; null: nothing. */
export interface WaysIn {
  readonly discord: DiscordConfig | null;
  readonly slack: SlackConfig | null;
}

/** Where the role of this process takes events, or sends to. A HostProblem when the settings leave it nothing to do. */
export function waysIn({ role, discord, slack, databaseUrl }: Config): WaysIn {
  if (role === 'all' || role === 'worker') return { discord, slack };
  demandShared(role, databaseUrl);
  const ways = byRole[role]({ discord, slack });
  if (ways.discord === null && ways.slack === null) throw new HostProblem(needs[role]);
  return ways;
}

type Shared = Exclude<Config['role'], 'all' | 'worker'>;

const byRole: Readonly<Record<Shared, (all: WaysIn) => WaysIn>> = {
  web: ({ discord, slack }) => ({
    discord: discord?.publicKey == null ? null : discord,
    slack: slack?.door.kind === 'http' ? slack : null,
  }),
  // Interactions may come by HTTP: mentions and direct messages come here all the same.
  gateway: ({ discord, slack }) => ({
    discord: discord === null ? null : { ...discord, publicKey: null },
    slack: slack?.door.kind === 'socket' ? slack : null,
  }),
  scheduler: (all) => all,
};

const needs: Readonly<Record<Shared, string>> = {
  web:
    'The role web takes what platforms post: expected DISCORD_TOKEN with DISCORD_PUBLIC_KEY, or SLACK_BOT_TOKEN with ' +
    'SLACK_SIGNING_SECRET, found neither. Add one to the environment or to .env, or start the role gateway.',
  gateway:
    "The role gateway keeps connections: expected DISCORD_TOKEN, or SLACK_BOT_TOKEN with SLACK_APP_TOKEN (Slack's Socket " +
    'Mode), found neither. Add one to the environment or to .env, or start the role web.',
  scheduler:
    'The role scheduler sends to Discord and Slack: expected DISCORD_TOKEN or SLACK_BOT_TOKEN, found neither. Add one to ' +
    'the environment or to .env.',
};

function demandShared(role: Shared, databaseUrl: string): void {
  if (databaseUrl !== 'sqlite::memory:') return;
  throw new HostProblem(
    `The role ${role} shares its database with other processes, and sqlite::memory: is there for one alone: set ` +
      'DATABASE_URL to a file (processes of one machine) or to PostgreSQL (several machines).',
  );
}
