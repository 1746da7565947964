import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startDiscord } from '../support/discord/start-discord.ts';
import { ended, project, startStudyloop, studyloop } from '../support/program.ts';
import { startSlack } from '../support/slack/start-slack.ts';
import { freePort } from '../support/free-port.ts';

const manifest = JSON.parse(readFileSync(`${project}/slack/manifest.json`, 'utf8'));

test('started with its tokens, the bot teaches and runs programs in Slack until it is told to stop', async () => {
  const server = await startSlack({ manifest });
  const acme = server.workspace('Acme');
  const settings = {
    SLACK_BOT_TOKEN: acme.botToken,
    SLACK_APP_TOKEN: server.appToken,
    SLACK_API_URL: server.apiUrl.replace(/\/$/u, ''),
    DATABASE_URL: 'sqlite::memory:',
  };
  const child = startStudyloop(['start'], { settings });
  const end = ended(child);
  await server.connected(1, 30_000);
  const ann = acme.person('Ann');
  ann.slash('/lesson', 'async 1');
  await ann.sees('Waiting is not computing');
  ann.asksBot('```import asyncio; print(6 * 7)```');
  await ann.sees('42', 30_000);
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await end;
  expect([code, stdout]).toEqual([0, 'Studyloop is on in Slack. Ctrl-C ends it.\n']);
  expect(stderr).not.toMatch(/warning|6 \* 7/iu);
  for (const secret of [acme.botToken, server.appToken]) expect(stderr).not.toContain(secret);
  expect(server.complaints).toEqual([]);
  await server.close();
});

test('over HTTP it is there for everybody who installs it', async () => {
  const server = await startSlack({ manifest });
  const port = await freePort();
  const settings = {
    SLACK_SIGNING_SECRET: server.signingSecret,
    SLACK_CLIENT_ID: server.clientId,
    SLACK_CLIENT_SECRET: server.clientSecret,
    SLACK_STATE_SECRET: 'a secret for states',
    SLACK_API_URL: server.apiUrl,
    SLACK_AUTHORIZE_URL: server.authorizeUrl,
    HTTP_PORT: String(port),
    SECRET_KEY: 'thirty-two letters that nobody can guess',
    DATABASE_URL: 'sqlite::memory:',
  };
  const child = startStudyloop(['start'], { settings });
  const end = ended(child);
  const origin = `http://127.0.0.1:${port}`;
  await expect.poll(async () => await sendTo(server, `${origin}/slack/events`), { timeout: 30_000 }).toBe('there');
  const ann = server.workspace('Acme', { isInstalled: false }).person('Ann');
  expect((await ann.installs(`${origin}/slack/install`)).status).toBe(200);
  ann.slash('/lesson', 'async 1');
  await ann.sees('Waiting is not computing');
  child.kill('SIGTERM');
  expect((await end).code).toBe(0);
  expect(server.complaints).toEqual([]);
  await server.close();
});

test('Slack and Discord post to one port, each at its own address', async () => {
  const [server, discord, port] = [await startSlack({ manifest }), await startDiscord(), await freePort()];
  const settings = {
    SLACK_BOT_TOKEN: server.workspace('Acme').botToken,
    SLACK_SIGNING_SECRET: server.signingSecret,
    SLACK_API_URL: server.apiUrl,
    DISCORD_TOKEN: discord.token,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    DISCORD_API_URL: discord.apiUrl,
    HTTP_PORT: String(port),
    DATABASE_URL: 'sqlite::memory:',
  };
  const child = startStudyloop(['start'], { settings });
  const end = ended(child);
  const post = async (path: string) =>
    await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: '{}' }).then(
      ({ status }) => status,
      () => null,
    );
  for (const path of ['/slack/events', '/discord/interactions']) {
    await expect.poll(async () => await post(path), { timeout: 30_000 }).toBe(401);
  }
  child.kill('SIGTERM');
  expect((await end).code).toBe(0);
  await Promise.all([server.close(), discord.close()]);
});

test.each(['while it waits for an answer', 'before it is let in'] as const)(
  'a Slack that vanished does not keep the process from ending by itself: %s',
  async (when) => {
    const server = await startSlack({ manifest });
    const acme = server.workspace('Acme');
    if (when === 'before it is let in') server.faults.next('auth.test', { kind: 'silence' }, 10);
    const settings = {
      SLACK_BOT_TOKEN: acme.botToken,
      SLACK_APP_TOKEN: server.appToken,
      SLACK_API_URL: server.apiUrl,
      DATABASE_URL: 'sqlite::memory:',
    };
    const child = startStudyloop(['start'], { settings });
    const end = ended(child);
    if (when === 'before it is let in') await server.called('auth.test', { withinMs: 30_000 });
    else {
      await server.connected(1, 30_000);
      server.faults.next('*', { kind: 'silence' }, 1000);
      acme.person('Ann').asksBot('```print(1)```');
      await server.called('chat.postMessage');
      server.sockets.freeze();
    }
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
    await server.close();
  },
);

test('a wrong token, or half of the settings, ends the start with one sentence and code 1', async () => {
  const server = await startSlack();
  const settings = { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_API_URL: server.apiUrl, DATABASE_URL: 'sqlite::memory:' };
  const half = await studyloop(['start'], { settings });
  expect([half.code, half.stderr]).toEqual([1, expect.stringContaining('Slack needs a way in')]);
  const { code, stderr } = await studyloop(['start'], { settings: { ...settings, SLACK_APP_TOKEN: server.appToken } });
  expect(code).toBe(1);
  expect(stderr).toContain('Slack refuses SLACK_BOT_TOKEN');
  expect(stderr).not.toContain('    at ');
  await server.close();
});

test('the manifest in the repository is the one that the bot would print', async () => {
  const { stdout } = await studyloop(['manifest']);
  expect(JSON.parse(stdout)).toEqual(manifest);
});

async function sendTo(server: Awaited<ReturnType<typeof startSlack>>, url: string): Promise<'there' | 'not there'> {
  return await server.sendTo(url).then(
    () => 'there',
    () => 'not there',
  );
}
