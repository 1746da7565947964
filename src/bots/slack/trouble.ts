import { webApi } from '@slack/bolt';
import type { Judge } from '#bots/shared/persist.ts';
import type { Expert } from '#bots/shared/stage.ts';

/** What a request to Slack came to, when not to what was asked. */
export type Trouble =
  /** The ticket of a press or command is used or older than 3 seconds. */
  | 'too-late'
  /** A `response_url` is used up or older than half an hour. */
  | 'expired'
  | 'message-gone'
  /** What was to be replaced was replaced meanwhile. */
  | 'overtaken'
  | 'place-gone'
  | 'forbidden'
  | 'missing-scope'
  | 'token-refused'
  /** It was not done, and may be when tried again. */
  | 'not-done'
  /** Nobody knows whether it was done. */
  | 'unsure'
  /** It will not be done however often it is tried: a mistake of ours. */
  | 'refused';

/** An answer of an address that is none of the Web API's: a `response_url`, or one for uploads. */
export class AddressError extends Error {
  readonly status: number;
  /** Slack's word for it; null: it said none. */
  readonly refusal: string | null;
  readonly retryAfterMs: number;
  constructor({ status, refusal, retryAfterMs }: Pick<AddressError, 'status' | 'refusal' | 'retryAfterMs'>) {
    super(`Slack answered ${refusal ?? status}`);
    this.name = 'AddressError';
    this.status = status;
    this.refusal = refusal;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What an error of the client means to us. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof webApi.WebAPIPlatformError) return byWord(error.data.error);
  if (error instanceof webApi.WebAPIRateLimitedError) return 'not-done';
  if (error instanceof webApi.WebAPIHTTPError) return byStatus(error.statusCode);
  if (error instanceof AddressError) return byName[error.refusal ?? ''] ?? byStatus(error.status);
  const codes = codesOf(error);
  if (codes.some((code) => neverDone.has(code))) return 'not-done';
  return 'unsure';
}

/** Whether Slack itself, and nothing that stands before it, says that nothing can be written there. */
export function isTurnedAway(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && ['place-gone', 'forbidden'].includes(troubleOf(error));
}

/**
 * Whether Slack itself says that a token is good no more: `over`, as the app was taken out of the workspace or its token
 * taken back; `unknown`: Slack has no such token, or none any more; null: it says neither.
 */
export function endOfToken(error: unknown): 'over' | 'unknown' | null {
  if (!(error instanceof webApi.WebAPIPlatformError)) return null;
  const word = wordOf(error.data.error);
  if (word === 'account_inactive' || word === 'token_revoked') return 'over';
  return word === 'invalid_auth' ? 'unknown' : null;
}

/** Whether nothing can have come of it: it did not get there, or was turned away at the door. */
export function wasSurelyNotDone(error: unknown): boolean {
  if (error instanceof webApi.WebAPIRateLimitedError) return true;
  const trouble = troubleOf(error);
  if (trouble !== 'not-done' && trouble !== 'unsure') return true;
  return codesOf(error).some((code) => neverSent.has(code));
}

/** Whether Slack says that what a form is opened with was used before. */
export function wasTicketUsed(error: unknown): boolean {
  if (!(error instanceof webApi.WebAPIPlatformError)) return false;
  return ['exchanged_trigger_id', 'trigger_exchanged'].includes(error.data.error);
}

/** What is said of an error in the log: never what was sent. */
export function reasonOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return missing(error.data) ?? wordOf(error.data.error);
  if (error instanceof webApi.WebAPIRateLimitedError) return `wait ${error.retryAfter} s`;
  if (error instanceof webApi.WebAPIHTTPError) return String(error.statusCode);
  if (error instanceof AddressError) return error.refusal ?? String(error.status);
  return codesOf(error).at(-1) ?? 'unknown';
}

/** Whether to try again. */
export const judge: Judge = (error) => {
  const trouble = troubleOf(error);
  const waitMs =
    error instanceof webApi.WebAPIRateLimitedError
      ? error.retryAfter * 1000
      : error instanceof AddressError
        ? error.retryAfterMs
        : 0;
  return { work: trouble === 'not-done' || trouble === 'unsure' ? trouble : 'hopeless', waitMs };
};

/** What the errors of Slack mean for a reply. */
export const expert: Expert<Trouble> = {
  troubleOf,
  reasonOf,
  whenElsewhere: new Set(['expired', 'place-gone', 'forbidden']),
};

const noWord = 'no word of Slack';

/** Slack's words are short; anything else may be a page of whatever stands before it. */
function wordOf(word: unknown): string {
  return typeof word === 'string' && /^[\w.:-]{1,80}$/u.test(word) ? word : noWord;
}

/** What is no answer of Slack's is taken for one of something that stands before it, and was not done. */
function byWord(said: unknown): Trouble {
  const word = wordOf(said);
  return word === noWord ? 'not-done' : (byName[word] ?? 'refused');
}

/** The scope that Slack says is needed. */
function missing(data: object): string | null {
  return 'needed' in data && typeof data.needed === 'string' ? `missing_scope: ${data.needed}` : null;
}

const named = (trouble: Trouble, ...names: readonly string[]) => names.map((name) => [name, trouble] as const);

const byName: Readonly<Record<string, Trouble>> = Object.fromEntries([
  ...named('too-late', 'expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id', 'trigger_expired'),
  ...named('too-late', 'trigger_exchanged'),
  ...named('expired', 'expired_url', 'used_url', 'no_such_url', 'no_active_hooks'),
  ...named('message-gone', 'message_not_found', 'cant_update_message', 'edit_window_closed'),
  ...named('overtaken', 'hash_conflict'),
  ...named('place-gone', 'channel_not_found', 'not_in_channel', 'is_archived', 'thread_not_found', 'user_not_found'),
  ...named('place-gone', 'channel_is_archived', 'team_access_not_granted', 'invalid_thread_ts'),
  ...named('forbidden', 'restricted_action', 'restricted_action_read_only_channel', 'no_permission', 'access_denied'),
  ...named('forbidden', 'restricted_action_thread_only_channel', 'messages_tab_disabled', 'not_enabled'),
  ...named('missing-scope', 'missing_scope', 'not_allowed_token_type'),
  ...named('token-refused', 'invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive'),
  ...named('token-refused', 'user_removed_from_team', 'team_disabled', 'org_login_required'),
  ...named('not-done', 'ratelimited', 'rate_limited', 'internal_error', 'fatal_error', 'service_unavailable'),
  ...named('not-done', 'request_timeout', 'team_added_to_org'),
]);

function byStatus(status: number): Trouble {
  if (status === 429 || status >= 500) return 'not-done';
  return status === 404 || status === 403 || status === 410 ? 'expired' : 'refused';
}

const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/**
 * A connection that breaks at once is nearly always one that was kept for too long: then nothing was done. What times out
 * may have been done.
 */
const neverDone: ReadonlySet<string> = new Set([...neverSent, 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Names or codes of an error and of what caused it, the outermost first. */
function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const inner = 'original' in error ? error.original : error.cause;
  return [own, ...codesOf(inner)];
}
