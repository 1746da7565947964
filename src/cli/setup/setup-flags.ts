import type { DiscordFlags } from './set-up-discord.ts';
import type { SlackFlags } from './set-up-slack.ts';

export type Platform = 'discord' | 'slack';

/** Every answer of the wizard but the secrets, which come in files or settings: others on the machine can read arguments. */
export interface SetupFlags extends DiscordFlags, SlackFlags {
  readonly platform?: Platform;
}
