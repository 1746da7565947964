import { DiscordAPIError, HTTPError } from 'discord.js';
import { expect, test } from 'vitest';
import { closedProblem, loginProblem } from '#bots/discord/connection-problem.ts';
import { persist } from '#bots/shared/persist.ts';
import { judge, reasonOf, troubleOf } from '#bots/discord/trouble.ts';

const address = 'http://127.0.0.1/api/v10/interactions/1/secret-token/callback';
const refusal = (code: number, status = 400) =>
  new DiscordAPIError({ code, message: 'no' }, code, status, 'POST', address, { body: undefined, files: undefined });
const broken = (status: number) => new HTTPError(status, 'x', 'POST', address, { body: undefined, files: undefined });
const network = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });

test.each([
  [refusal(10_062, 404), 'too-late'],
  [refusal(50_027, 401), 'expired'],
  [refusal(0, 401), 'token-refused'],
  [refusal(0, 403), 'forbidden'],
  [refusal(50_035), 'refused'],
  [broken(503), 'not-done'],
  [network('ECONNREFUSED'), 'not-done'],
  [network('ECONNRESET'), 'unsure'],
  [new Error('Expected token to be set for this request, but none was present'), 'token-refused'],
  ['what?', 'unsure'],
])('%s means: %s', (error, trouble) => {
  expect(troubleOf(error)).toBe(trouble);
});

test('what is logged of an error holds no address, for there are tokens in it', () => {
  for (const error of [refusal(10_062, 404), broken(503), network('ECONNRESET')]) {
    expect(reasonOf(error)).not.toContain('secret');
    expect(reasonOf(error)).not.toBe('');
  }
});

test.each([
  [broken(502), 'enough', ['done', 3]],
  [network('ECONNRESET'), 'again', ['done', 3]],
  [network('ECONNRESET'), 'enough', ['given up', 1]],
  [refusal(50_013, 403), 'again', ['given up', 1]],
] as const)(
  'after %s, which may be done twice or not (%s), it is tried: %j',
  async (error, whenUnsure, [end, tries]) => {
    let tried = 0;
    const attempt = async () => {
      tried += 1;
      if (tried < 3) throw error;
    };
    const persisting = persist(attempt, { until: performance.now() + 10_000, whenUnsure, judge });
    if (end === 'done') await persisting;
    else await expect(persisting).rejects.toBe(error);
    expect(tried).toBe(tries);
  },
);

test('only what the host alone can mend ends the bot', () => {
  expect(loginProblem(broken(503))).toBeNull();
  expect(loginProblem(network('ECONNREFUSED'))).toBeNull();
  expect(loginProblem(new Error('Used disallowed intents'))?.message).toContain('4014');
  expect(closedProblem(4004)?.message).toContain('DISCORD_TOKEN');
  expect(closedProblem(4000)).toBeNull();
  // A new login asks how many shards there have to be.
  expect(closedProblem(4011)).toBeNull();
});
