import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { problemLine } from '../checks/problem.ts';
import type { Snowflake, User } from '../wire.ts';
import { createChanges } from './changes.ts';
import type { Application, World } from './model.ts';
import { createSnowflakes, snowflakeAt } from './snowflake.ts';

/** What may be chosen about a server. */
export interface WorldOptions {
  readonly botName?: string;
  /** How the application may be installed: 0 in guilds, 1 by users. Default: both. */
  readonly integrationTypes?: readonly number[];
  /** Privileged intents that the application was granted, as bits. Default: none. */
  readonly grantedIntents?: number;
}

/** A world with an application and its bot, and nobody else yet. */
export function createWorld({
  botName = 'Studyloop',
  integrationTypes = [0, 1],
  grantedIntents = 0,
}: WorldOptions): World {
  let ahead = 0;
  let guildsMade = 0;
  const startedAt = Date.now();
  const now = () => Date.now() + ahead;
  const id = createSnowflakes(now);
  const application: Application = {
    id: id(),
    name: botName,
    description: '',
    interactionsEndpointUrl: null,
    integrationTypes,
  };
  // The first part of a real token is the id of the bot; discord.js reads it.
  const token = [
    Buffer.from(application.id).toString('base64url'),
    'GtEsTs',
    randomBytes(29).toString('base64url').slice(0, 38),
  ].join('.');
  const bot = makeUser(application.id, botName, { bot: true });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const publicHex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
  const complaints: string[] = [];
  const selfProblems: string[] = [];
  return {
    now,
    pass: (ms) => void (ahead += ms),
    id,
    guildId: () => String(snowflakeAt(startedAt - (guildsMade += 1) * 60_001)),
    token,
    application,
    bot,
    keys: { privateKey, publicHex },
    grantedIntents,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    commands: new Map(),
    closedDms: new Set(),
    interactions: new Map(),
    files: new Map(),
    changes: createChanges(),
    hear: () => {},
    deliver: () => {},
    sayGateway: () => ({}),
    complain: (about, problems) =>
      void complaints.push(...problems.map((problem) => `${about}: ${problemLine(problem)}`)),
    complaints,
    selfCheck: (about, problems) =>
      void selfProblems.push(...problems.map((problem) => `${about}: ${problemLine(problem)}`)),
    selfProblems,
    origin: '',
  };
}

/** A user as the API shows it. */
export function makeUser(id: Snowflake, name: string, { bot }: { readonly bot: boolean }): User {
  return {
    id,
    username: name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
    global_name: bot ? null : name,
    discriminator: bot ? '0001' : '0',
    avatar: null,
    bot,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  };
}

/** Drops the oldest of a map so that a long run of the server stays in memory. */
export function keepNewest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
