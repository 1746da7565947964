import type { InspectedChannel } from '#bots/discord/inspect-server.ts';
import { invitedPermissions, neededPermissions } from '#bots/discord/permissions.ts';
import { openStore } from '#store/open-store.ts';
import { openConfig } from '../open.ts';
import { systemClock } from '../system.ts';
import { complain, say } from '../terminal.ts';
import { UsageProblem } from '../usage-problem.ts';
import type { Desk } from './desk.ts';
import type { Application, DiscordApi, Guild } from './discord-api.ts';
import { createDiscordApi } from './discord-api.ts';
import type { Done } from './done.ts';
import type { Questions } from './questions.ts';
import { keep, findSecret, knowing } from './secrets.ts';

/** The token is none of them: arguments can be read by others on the machine. */
export interface DiscordFlags {
  /** A file that holds nothing but the token. */
  readonly discordTokenFile?: string;
  /** Number of the server. */
  readonly server?: string;
  /** Number or name of the channel. */
  readonly channel?: string;
}

/** Checks the token, tells how to invite the bot, writes the token down, and looks at the study channel. */
export async function setUpDiscord(flags: DiscordFlags, desk: Desk): Promise<Done> {
  const token = await findSecret({ ...tokenSought, file: flags.discordTokenFile }, desk);
  const settings = { DISCORD_TOKEN: token };
  const told = knowing(settings, desk.terminal);
  // As the bot will read its settings: the token goes nowhere that the bot would not send it.
  const api = createDiscordApi(token, openConfig(told).discord?.apiUrl ?? null);
  const application = await api.application();
  say(told, `✓ The token is the one of ${application.name}.`);
  say(told, `Invite the bot to your server: ${inviteLink(application)}`);
  say(told, `It asks for: ${neededPermissions.map(({ name }) => name).join(', ')}.`);
  await keep(settings, told);
  return { settings, isWell: await lookAtChannel(flags, { ...desk, api }) };
}

const tokenSought = {
  setting: 'DISCORD_TOKEN',
  flag: '--discord-token-file',
  what: 'the token of your bot',
  where: 'https://discord.com/developers/applications → your app → Bot → Reset Token.',
} as const;

function inviteLink({ id }: Application): string {
  const scope = 'bot+applications.commands';
  return `https://discord.com/oauth2/authorize?client_id=${id}&scope=${scope}&permissions=${invitedPermissions}`;
}

interface Visit extends Desk {
  readonly api: DiscordApi;
}

/** Whether the bot may do in the study channel what it has to; without a server there is nothing to be said yet. */
async function lookAtChannel(flags: DiscordFlags, visit: Visit): Promise<boolean> {
  const { terminal, api } = visit;
  const guildId = await chooseServer(flags, visit);
  if (guildId === null) {
    say(
      terminal,
      '! The bot is in no server yet. Invite it, then run `studyloop setup` again to choose the study channel.',
    );
    return true;
  }
  const channel = await chooseChannel(await api.channels(guildId), flags, visit);
  if (channel === null) return true;
  const { missing } = channel;
  await using store = await openStore(openConfig(terminal).databaseUrl);
  await store.notes.keep([{ key: `discord:study-channel:${guildId}`, text: channel.id }], systemClock.now());
  if (missing.length === 0) {
    say(terminal, `✓ #${channel.name} is the study channel, and the bot may do there what it needs to.`);
    return true;
  }
  complain(
    terminal,
    `✗ In #${channel.name} the bot lacks: ${missing.join(', ')}. Give it these: channel settings → Permissions.`,
  );
  return false;
}

async function chooseServer({ server }: DiscordFlags, { api, questions }: Visit): Promise<string | null> {
  if (server !== undefined) return server;
  const guilds = await invitedServers(api, questions);
  const [only] = guilds;
  if (guilds.length <= 1 || questions === null) return guilds.length === 1 ? (only?.id ?? null) : null;
  return await questions.pick(
    'Which server?',
    guilds.map(({ id, name }) => ({ value: id, label: name })),
  );
}

/** Asks until the bot is in one, or whoever sets it up wants to do that later. */
async function invitedServers(api: DiscordApi, questions: Questions | null): Promise<readonly Guild[]> {
  const guilds = await api.guilds();
  if (guilds.length > 0 || questions === null) return guilds;
  const isIn = await questions.confirm('Is the bot in your server now?');
  return isIn ? await invitedServers(api, questions) : [];
}

async function chooseChannel(
  channels: readonly InspectedChannel[],
  { channel: wanted }: DiscordFlags,
  { questions, terminal }: Visit,
): Promise<InspectedChannel | null> {
  if (wanted !== undefined) {
    const bare = wanted.replace(/^#/u, '');
    const found = channels.find(({ id, name }) => id === bare || name === bare);
    if (found !== undefined) return found;
    throw new UsageProblem(
      `expected a channel of that server, such as ${channels[0]?.name ?? 'study'}; found ${wanted}.`,
    );
  }
  if (questions === null || channels.length === 0) {
    say(terminal, '! No study channel was chosen: name one with --channel.');
    return null;
  }
  const picked = await questions.pick(
    'Which channel is for studying?',
    channels.map(({ id, name }) => ({ value: id, label: `#${name}` })),
  );
  return channels.find(({ id }) => id === picked) ?? null;
}
