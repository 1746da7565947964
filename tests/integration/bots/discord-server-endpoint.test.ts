import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { DiscordServer } from '../../support/discord/start-discord.ts';
import { discord } from './discord-client.ts';

/** A bot over HTTP: it checks signatures as Discord asks for, and answers commands with a word. */
async function httpBot(server: DiscordServer): Promise<string> {
  const x = Buffer.from(server.publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });

  function respond(request: IncomingMessage, response: ServerResponse, body: string): void {
    const timestamp = String(request.headers['x-signature-timestamp'] ?? '');
    const signature = Buffer.from(String(request.headers['x-signature-ed25519'] ?? ''), 'hex');
    const isFresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
    if (!isFresh || !verify(null, Buffer.from(timestamp + body), key, signature)) {
      response.writeHead(401).end();
      return;
    }
    const hi = { type: 4, data: { content: 'hi', allowed_mentions: { parse: [] } } };
    const answer = JSON.parse(body).type === 1 ? { type: 1 } : hi;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  const bot = createServer((request, response) => {
    text(request).then(
      (body) => respond(request, response, body),
      () => response.destroy(),
    );
  });
  onTestFinished(() => void bot.close());
  bot.listen(0, '127.0.0.1');
  await once(bot, 'listening');
  const { port }: AddressInfo = JSON.parse(JSON.stringify(bot.address()));
  return `http://127.0.0.1:${port}/interactions`;
}

test('signed interactions go to the address of the bot, and its responses are answers', async () => {
  const server = await discord();
  const ann = server.person('Ann');
  server.sendInteractionsTo(await httpBot(server));
  await fetch(`${server.apiUrl}/v10/applications/${server.applicationId}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ name: 'hello', description: 'x' }]),
  });
  expect(await server.endpoint.ping()).toEqual({ status: 200, body: '{"type":1}' });
  expect((await ann.slash('hello').answer()).text).toBe('hi');
  expect(server.complaints).toEqual([]);
});

test.each(['other body', 'other time', 'not hex', 'no signature', 'stale'] as const)(
  'a ping with %s is told apart',
  async (how) => {
    const server = await discord();
    server.sendInteractionsTo(await httpBot(server));
    expect((await server.endpoint.pingForged(how)).status).toBe(401);
  },
);
