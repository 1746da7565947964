import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { AddressError, judge, reasonOf, troubleOf } from '#bots/slack/trouble.ts';

const platform = (error: string, more = {}) => new webApi.WebAPIPlatformError({ ok: false, error, ...more });
const address = (status: number, refusal: string | null = null) =>
  new AddressError({ status, refusal, retryAfterMs: 2000 });
const broken = (code: string) => new webApi.WebAPIRequestError(Object.assign(new Error('no'), { code }));

test.each([
  [platform('expired_trigger_id'), 'too-late'],
  [platform('message_not_found'), 'message-gone'],
  [platform('not_in_channel'), 'place-gone'],
  [platform('token_revoked'), 'token-refused'],
  [platform('internal_error'), 'not-done'],
  [platform('invalid_blocks'), 'refused'],
  [address(404), 'expired'],
  [address(200, 'used_url'), 'expired'],
  [address(503), 'not-done'],
  [broken('ECONNREFUSED'), 'not-done'],
  [broken('ECONNRESET'), 'not-done'],
  [new webApi.WebAPIRequestError(new DOMException('late', 'TimeoutError')), 'unsure'],
  [new webApi.WebAPIRateLimitedError(3), 'not-done'],
  ['something', 'unsure'],
])('%s means %s', (error, trouble) => {
  expect(troubleOf(error)).toBe(trouble);
});

test('what Slack asks to wait is waited', () => {
  expect(judge(new webApi.WebAPIRateLimitedError(3))).toEqual({ work: 'not-done', waitMs: 3000 });
  expect(judge(address(429))).toEqual({ work: 'not-done', waitMs: 2000 });
  expect(judge(platform('missing_scope'))).toEqual({ work: 'hopeless', waitMs: 0 });
});

test('the log names the scope that is needed, and never what was sent', () => {
  expect(reasonOf(platform('missing_scope', { needed: 'chat:write', provided: 'commands' }))).toBe(
    'missing_scope: chat:write',
  );
  expect(reasonOf(new Error('secret'))).toBe('Error');
});
