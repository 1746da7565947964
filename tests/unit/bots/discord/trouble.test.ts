import { DiscordAPIError, HTTPError } from 'discord.js';
import { expect, test } from 'vitest';
import { closedProblem, loginProblem } from '#bots/discord/connection-problem.ts';
import { persist } from '#bots/discord/persist.ts';
import { reasonOf, troubleOf } from '#bots/discord/trouble.ts';

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

test('only what may be tried again is, and what may have been done only if it may be done twice', async () => {
  const triesFor = async (error: unknown, whenUnsure: 'again' | 'enough') => {
    let tries = 0;
    const attempt = async () => {
      tries += 1;
      if (tries < 3) throw error;
      return await Promise.resolve('done');
    };
    const until = performance.now() + 10_000;
    return [await persist(attempt, { until, whenUnsure }).catch(() => 'given up'), tries];
  };
  expect(await triesFor(broken(502), 'enough')).toEqual(['done', 3]);
  expect(await triesFor(network('ECONNRESET'), 'again')).toEqual(['done', 3]);
  expect(await triesFor(network('ECONNRESET'), 'enough')).toEqual(['given up', 1]);
  expect(await triesFor(refusal(50_013, 403), 'again')).toEqual(['given up', 1]);
});

test('only what the host alone can mend ends the bot', () => {
  expect(loginProblem(broken(503))).toBeNull();
  expect(loginProblem(network('ECONNREFUSED'))).toBeNull();
  expect(loginProblem(new Error('Used disallowed intents'))?.message).toContain('4014');
  expect(closedProblem(4004)?.message).toContain('DISCORD_TOKEN');
  expect(closedProblem(4000)).toBeNull();
});
