import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { HostProblem } from '#core/host-problem.ts';
import { invitedPermissions, neededPermissions } from '#bots/discord/permissions.ts';
import type { InspectedChannel } from '#bots/discord/inspect-server.ts';
import { openStore } from '#store/open-store.ts';
import { doctor } from './doctor.ts';
import { openConfig } from './open.ts';
import type { Application, DiscordApi, Guild } from './setup/discord-api.ts';
import { createDiscordApi } from './setup/discord-api.ts';
import { writeSettings } from './setup/env-file.ts';
import { openQuestions, type Questions } from './setup/questions.ts';
import { systemClock } from './system.ts';
import type { Terminal } from './terminal.ts';
import { complain, say } from './terminal.ts';
import { UsageProblem } from './usage-problem.ts';

/** Every answer of the wizard. The token is none of them: arguments can be read by others on the machine. */
export interface SetupFlags {
  /** A file that holds nothing but the token. */
  readonly discordTokenFile?: string;
  /** Number of the server. */
  readonly server?: string;
  /** Number or name of the channel. */
  readonly channel?: string;
}

/** Checks the token, tells how to invite the bot, looks at the study channel, writes `.env`, and lets the doctor look. */
export async function setup(flags: SetupFlags, terminal: Terminal): Promise<number> {
  const questions = await openQuestions(terminal);
  const token = await findToken(flags, { terminal, questions });
  const told = { ...terminal, environment: { ...terminal.environment, DISCORD_TOKEN: token } };
  // As the bot will read its settings: the token goes nowhere that the bot would not send it.
  const api = createDiscordApi(token, openConfig(told).discord?.apiUrl ?? null);
  const application = await api.application();
  say(terminal, `✓ The token is the one of ${application.name}.`);
  say(terminal, `Invite the bot to your server: ${inviteLink(application)}`);
  say(terminal, `It asks for: ${neededPermissions.map(({ name }) => name).join(', ')}.`);
  const file = join(terminal.project, '.env');
  await writeSettings(file, { DISCORD_TOKEN: token });
  say(terminal, `✓ ${file} holds the token, readable for you alone.`);
  const isWell = await lookAtChannel(flags, { terminal, questions, api });
  const isHealthy = (await doctor({}, told)) === 0;
  say(terminal, 'Start the bot with: npm start');
  return isWell && isHealthy ? 0 : 1;
}

interface Desk {
  readonly terminal: Terminal;
  readonly questions: Questions | null;
}

async function findToken(flags: SetupFlags, { terminal, questions }: Desk): Promise<string> {
  const file = flags.discordTokenFile;
  if (file !== undefined)
    return (await readFile(resolve(terminal.folder, file), 'utf8').catch(unreadable(file))).trim();
  const known = terminal.environment['DISCORD_TOKEN'];
  if (known !== undefined && known !== '') return known;
  if (questions === null) {
    throw new UsageProblem(
      'expected the token in the setting DISCORD_TOKEN or in --discord-token-file, found neither.',
    );
  }
  say(terminal, 'Where it is: https://discord.com/developers/applications → your app → Bot → Reset Token.');
  return await questions.secret('The token of your bot');
}

function unreadable(file: string) {
  return (error: unknown): never => {
    throw new HostProblem(
      `The token could not be read from ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  };
}

function inviteLink({ id }: Application): string {
  const scope = 'bot+applications.commands';
  return `https://discord.com/oauth2/authorize?client_id=${id}&scope=${scope}&permissions=${invitedPermissions}`;
}

interface Visit extends Desk {
  readonly api: DiscordApi;
}

/** Whether the bot may do in the study channel what it has to; without a server there is nothing to be said yet. */
async function lookAtChannel(flags: SetupFlags, visit: Visit): Promise<boolean> {
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

async function chooseServer({ server }: SetupFlags, { api, questions }: Visit): Promise<string | null> {
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
  { channel: wanted }: SetupFlags,
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
