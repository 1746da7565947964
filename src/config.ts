import { z } from 'zod';
import { HostProblem } from '#core/host-problem.ts';

const expectedUrl = 'expected a URL with https:, or http: of this machine itself';

/** The only list of settings. Each comes from the environment (or `.env`); `.env.example` explains them to hosts. */
const settings = z.object({
  DATABASE_URL: z
    .string()
    .regex(
      /^(?:sqlite:.|postgres(?:ql)?:\/\/.)/u,
      'expected sqlite: and a file, such as sqlite:data/studyloop.db, or postgres://user:password@host:5432/database',
    )
    .default('sqlite:data/studyloop.db'),
  DISCORD_TOKEN: z.string().min(1).optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{15,21}$/u, 'expected the number of a server')
    .optional(),
  DISCORD_API_URL: z.string().refine(isSafeUrl, expectedUrl).optional(),
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/iu, 'expected 64 hexadecimal digits')
    .optional(),
  SLACK_BOT_TOKEN: z.string().min(1).optional(),
  SLACK_APP_TOKEN: z.string().min(1).optional(),
  SLACK_SIGNING_SECRET: z.string().min(1).optional(),
  SLACK_CLIENT_ID: z.string().min(1).optional(),
  SLACK_CLIENT_SECRET: z.string().min(1).optional(),
  SLACK_STATE_SECRET: z.string().min(1).optional(),
  SLACK_API_URL: z.string().refine(isSafeUrl, expectedUrl).optional(),
  SLACK_AUTHORIZE_URL: z.string().refine(isSafeUrl, expectedUrl).optional(),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'expected redis: or rediss: and a host, such as redis://:password@127.0.0.1:6379')
    .optional(),
  ROLE: z.enum(['web', 'gateway', 'scheduler', 'worker', 'all']).default('all'),
  DISCORD_SHARDS: z
    .string()
    .refine((text) => readShards(text) !== null, 'expected auto, or numbers and how many there are, such as 0,1/4')
    .default('auto'),
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  BACKUP_EVERY: z
    .string()
    .refine((text) => readPeriodMs(text) !== undefined, 'expected off, or hours or days, such as 12h or 1d')
    .default('24h'),
  BACKUP_KEEP: z.coerce.number().int().min(1).max(1000).default(7),
  HTTP_HOST: z.string().min(1).default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  SECRET_KEY: z.string().min(32, 'expected at least 32 characters').optional(),
  PYTHON: z.string().min(1).optional(),
  RUN_TIMEOUT_S: z.coerce.number().min(0.1).max(60).default(6),
  RUN_MEMORY_MB: z.coerce.number().int().min(64).max(4096).default(256),
  RUN_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
});

export interface Config {
  readonly databaseUrl: string;
  /** Null: no bot there. */
  readonly discord: DiscordConfig | null;
  readonly slack: SlackConfig | null;
  /** What this process does of all that the bot does. */
  readonly role: Role;
  /** Where it says how it is; null: nowhere, and nothing is counted. */
  readonly metricsPort: number | null;
  /** How often the database is copied, in ms (null: never), and how many copies are kept. */
  readonly backups: { readonly everyMs: number | null; readonly keep: number };
  /** Where to listen for what platforms send; a port of null: only if something needs it. */
  readonly http: { readonly host: string; readonly port: number | null };
  /** Where runs are sent to workers, with its password; null: programs are run in the process that asks for them. */
  readonly redisUrl: string | null;
  /** What our own seals are made with; null: the platform's token. */
  readonly secretKey: string | null;
  /** Path of a Python interpreter; null: the newest one found. */
  readonly python: string | null;
  readonly run: { readonly timeoutMs: number; readonly memoryBytes: number; readonly concurrency: number };
  readonly logLevel: z.infer<typeof settings>['LOG_LEVEL'];
}

export type Role = z.infer<typeof settings>['ROLE'];

export interface DiscordConfig {
  readonly token: string;
  /** Commands are registered there, at once, instead of everywhere. */
  readonly guildId: string | null;
  /** Another server in the place of Discord's, without a slash at the end. */
  readonly apiUrl: string | null;
  /** With it, interactions come by HTTP and no gateway is opened. */
  readonly publicKey: string | null;
  readonly shards: Shards;
}

/** Which of the gateway's shards this process has: all, as many as Discord recommends, or some of so many. */
export type Shards = 'auto' | { readonly ids: readonly number[]; readonly of: number };

export interface SlackConfig {
  readonly workspaces:
    | { readonly kind: 'one'; readonly token: string }
    /** A state secret of null: derived from the other secrets. */
    | {
        readonly kind: 'many';
        /** Of the host's own workspace, where the app was not installed by its page; null: there is none such. */
        readonly token: string | null;
        readonly clientId: string;
        readonly clientSecret: string;
        readonly stateSecret: string | null;
      };
  /** Socket Mode, or requests to an address of ours. */
  readonly door:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  /** Another server in the place of Slack's, with a slash at the end. */
  readonly apiUrl: string | null;
  /** The page that begins an installation. */
  readonly authorizeUrl: string | null;
}

/** The bot's token goes there: unencrypted only to ourselves. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
}

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return ['redis:', 'rediss:'].includes(protocol) && hostname !== '';
}

/** Settings from environment variables; empty ones count as not set. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const set = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = settings.safeParse(set);
  if (!result.success) throw new HostProblem(result.error.issues.map((issue) => describe(issue, set)).join('\n'));
  const { data } = result;
  return {
    databaseUrl: data.DATABASE_URL,
    discord: readDiscord(data),
    slack: readSlack(data),
    role: data.ROLE,
    metricsPort: data.METRICS_PORT ?? null,
    backups: { everyMs: readPeriodMs(data.BACKUP_EVERY) ?? null, keep: data.BACKUP_KEEP },
    http: { host: data.HTTP_HOST, port: data.HTTP_PORT ?? null },
    redisUrl: data.REDIS_URL ?? null,
    secretKey: data.SECRET_KEY ?? null,
    python: data.PYTHON ?? null,
    run: {
      timeoutMs: data.RUN_TIMEOUT_S * 1000,
      memoryBytes: data.RUN_MEMORY_MB * 1_000_000,
      concurrency: data.RUN_CONCURRENCY,
    },
    logLevel: data.LOG_LEVEL,
  };
}

type Settings = z.infer<typeof settings>;

/** Null: no bot there. */
function readDiscord(data: Settings): DiscordConfig | null {
  if (data.DISCORD_TOKEN === undefined) return null;
  return {
    token: data.DISCORD_TOKEN,
    guildId: data.DISCORD_GUILD_ID ?? null,
    apiUrl: data.DISCORD_API_URL?.replace(/\/+$/u, '') ?? null,
    publicKey: data.DISCORD_PUBLIC_KEY ?? null,
    shards: readShards(data.DISCORD_SHARDS) ?? 'auto',
  };
}

const hourMs = 3_600_000;
const unitMs: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs };

/** Null: never; undefined: it cannot be read. */
function readPeriodMs(text: string): number | null | undefined {
  if (text === 'off') return null;
  const found = /^(?<count>[1-9]\d{0,2})(?<unit>[hd])$/u.exec(text)?.groups;
  const unit = unitMs[found?.['unit'] ?? ''];
  return unit === undefined ? undefined : Number(found?.['count']) * unit;
}

/** Null: it cannot be read. */
function readShards(text: string): Shards | null {
  if (text === 'auto') return 'auto';
  const found = /^(?<ids>\d{1,5}(?:,\d{1,5})*)\/(?<of>\d{1,5})$/u.exec(text)?.groups;
  if (found === undefined) return null;
  const of = Number(found['of']);
  const ids = (found['ids'] ?? '').split(',').map(Number);
  return ids.every((id) => id < of) && new Set(ids).size === ids.length ? { ids, of } : null;
}

/** Null: no bot there. Socket Mode comes before requests, but in a process that takes only these. */
function readSlack(data: Settings): SlackConfig | null {
  const workspaces = readWorkspaces(data);
  if (workspaces === null) return null;
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = data;
  const apiUrl = data.SLACK_API_URL === undefined ? null : `${data.SLACK_API_URL.replace(/\/+$/u, '')}/`;
  const rest = { workspaces, apiUrl, authorizeUrl: data.SLACK_AUTHORIZE_URL ?? null };
  const takesRequests = data.ROLE === 'web' && signingSecret !== undefined;
  if (appToken !== undefined && !takesRequests) return { ...rest, door: { kind: 'socket', appToken } };
  if (signingSecret !== undefined) return { ...rest, door: { kind: 'http', signingSecret } };
  throw new HostProblem(
    'Slack needs a way in: expected SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP), found neither. ' +
      'Add one to the environment or to .env.',
  );
}

/** The token of the host's own workspace alone, where no page for installing was asked for. */
function readWorkspaces(data: Settings): SlackConfig['workspaces'] | null {
  const { SLACK_BOT_TOKEN: token, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = data;
  const hasPage = data.HTTP_PORT !== undefined || data.SLACK_APP_TOKEN === undefined;
  if (token !== undefined && (clientId === undefined || clientSecret === undefined || !hasPage)) {
    return { kind: 'one', token };
  }
  if (clientId === undefined) return null;
  if (clientSecret === undefined) {
    throw new HostProblem(
      'SLACK_CLIENT_ID goes with SLACK_CLIENT_SECRET: expected both, found the first alone. Mend it in the environment or in .env.',
    );
  }
  return { kind: 'many', token: token ?? null, clientId, clientSecret, stateSecret: data.SLACK_STATE_SECRET ?? null };
}

/** Never shown. */
const secrets: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'DISCORD_TOKEN',
  'REDIS_URL',
  'SECRET_KEY',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
]);

function describe(issue: z.core.$ZodIssue, set: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const expected = issue.message.replace(/^Invalid \w+: /u, '');
  const is = secrets.has(name) ? 'cannot be what it is' : `is \`${set[name] ?? ''}\``;
  return `The setting ${name} ${is}: ${expected}. Mend it in the environment or in .env.`;
}
