import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Judge } from '#bots/shared/persist.ts';
import type { Expert } from '#bots/shared/stage.ts';

/** What a request to Discord came to, when not to what was asked. */
export type Trouble =
  /** The interaction has its first response already, perhaps from an earlier try of ours. */
  | 'acknowledged'
  /** More than 3 seconds have passed without a first response. */
  | 'too-late'
  /** The 15 minutes of an interaction are over. */
  | 'expired'
  | 'message-gone'
  | 'place-gone'
  | 'forbidden'
  /** The bot may write there, but not reply: it does not see what was written before. */
  | 'no-history'
  | 'too-many-follow-ups'
  | 'token-refused'
  /** It was not done, and may be when tried again. */
  | 'not-done'
  /** Nobody knows whether it was done. */
  | 'unsure'
  /** It will not be done however often it is tried: a mistake of ours. */
  | 'refused';

/** What an error of the client means to us. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof DiscordAPIError) return byCode[Number(error.code)] ?? byStatus(error.status);
  if (error instanceof HTTPError) return byStatus(error.status);
  if (error instanceof RateLimitError) return 'not-done';
  if (!(error instanceof Error)) return 'unsure';
  // After a 401 the client forgets its token and says so from then on.
  if (error.message.startsWith('Expected token to be set')) return 'token-refused';
  return codesOf(error).some((code) => neverSent.has(code)) ? 'not-done' : 'unsure';
}

/** Whether Discord itself, and nothing that stands before it, says that nothing can be written there. */
export function isTurnedAway(error: unknown): boolean {
  return error instanceof DiscordAPIError && ['place-gone', 'forbidden', 'no-history'].includes(troubleOf(error));
}

/** Of a server that was asked for: whether Discord itself says that the bot is not in it. */
export function isUnknownServer(error: unknown): boolean {
  return error instanceof DiscordAPIError && (error.code === unknownGuild || error.code === missingAccess);
}

const unknownGuild = 10_004;
const missingAccess = 50_001;

/** Whether to try again. */
export const judge: Judge = (error) => {
  const trouble = troubleOf(error);
  return { work: trouble === 'not-done' || trouble === 'unsure' ? trouble : 'hopeless', waitMs: 0 };
};

/** What is said of an error in the log: never what was sent. */
export function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `${error.status}, code ${error.code}`;
  if (error instanceof HTTPError) return String(error.status);
  if (!(error instanceof Error)) return 'unknown';
  return codesOf(error).at(-1) ?? error.name;
}

/** What the errors of Discord mean for a reply. */
export const expert: Expert<Trouble> = {
  troubleOf,
  reasonOf,
  whenElsewhere: new Set(['expired', 'place-gone', 'forbidden', 'too-many-follow-ups']),
};

const byCode: Readonly<Record<number, Trouble>> = {
  10_003: 'place-gone',
  10_004: 'place-gone',
  10_008: 'message-gone',
  10_015: 'expired',
  10_062: 'too-late',
  40_060: 'acknowledged',
  40_094: 'too-many-follow-ups',
  50_001: 'forbidden',
  50_007: 'forbidden',
  50_013: 'forbidden',
  50_027: 'expired',
  160_002: 'no-history',
};

function byStatus(status: number): Trouble {
  if (status === 401) return 'token-refused';
  if (status === 403) return 'forbidden';
  return status >= 500 || status === 429 ? 'not-done' : 'refused';
}

const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Codes of an error and of what caused it, the outermost first. */
function codesOf(error: Error): readonly string[] {
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  return error.cause instanceof Error ? [...own, ...codesOf(error.cause)] : own;
}
