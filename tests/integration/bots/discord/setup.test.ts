import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { setup } from '#cli/setup.ts';
import { HostProblem } from '#core/host-problem.ts';
import { permissions } from '../../../support/discord/codes.ts';
import { discord } from '../discord-client.ts';
import { startBot } from './start-bot.ts';

const manageGuild = 1n << 5n;

test('/setup says for teachers which permission is missing where, and for nobody else', async () => {
  const { server } = await startBot();
  const guild = server.guild();
  const channel = server.channel(guild, 'general');
  const [ada, ben] = [server.person('Ada', { guild }), server.person('Ben', { guild })];
  server.promote(ada, guild, manageGuild);
  await ada.slash('setup').sees('the bot may do what it needs to');
  server.denyBot(channel, permissions.attachFiles);
  const told = await ada.slash('setup').sees('Attach Files');
  expect(told.isPrivate).toBe(true);
  expect(told.text).toContain('#general');
  expect(ben.commands()).not.toContain('setup');
  ben.goTo(channel);
  ben.asksBot('setup');
  await ben.sees('This is for the teachers here');
});

/** The wizard without a terminal: answers are flags, and the token a setting. */
async function runSetup(
  server: Awaited<ReturnType<typeof discord>>,
  flags: Parameters<typeof setup>[0],
  token = server.token,
) {
  const project = mkdtempSync(join(tmpdir(), 'setup-'));
  const output = new PassThrough();
  const terminal = {
    stdin: Readable.from([]),
    stdout: output,
    stderr: output,
    environment: {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: server.apiUrl,
      PATH: process.env['PATH'],
      DATABASE_URL: 'sqlite::memory:',
    },
    folder: project,
    project,
    stopping: new AbortController().signal,
  };
  const printed = text(output);
  try {
    const code = await setup(flags, terminal);
    output.end();
    const file = join(project, '.env');
    return { code, printed: await printed, env: readFileSync(file, 'utf8'), mode: statSync(file).mode & 0o777 };
  } finally {
    output.end();
    rmSync(project, { recursive: true });
  }
}

test('the wizard checks the token, prints the invitation, and looks at the study channel', async () => {
  const server = await discord();
  const guild = server.guild();
  server.denyBot(server.channel(guild, 'general'), permissions.sendMessages);
  const { code, printed, env, mode } = await runSetup(server, { server: guild.id, channel: '#general' });
  expect(printed).toContain(`client_id=${server.applicationId}&scope=bot+applications.commands&permissions=`);
  expect(printed).toContain('In #general the bot lacks: Send Messages');
  expect(printed).not.toContain(server.token);
  expect(env).toContain(`DISCORD_TOKEN=${server.token}`);
  expect(mode).toBe(0o600);
  expect(code).toBe(1);
});

test('a token that Discord does not know is said in one sentence, and not written', async () => {
  const server = await discord();
  const wrong = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789AB';
  await expect(runSetup(server, {}, wrong)).rejects.toThrow(HostProblem);
});

test('a token from a file is asked about at the address that the bot would use, however it is written', async () => {
  const server = await discord();
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  const discordTokenFile = join(folder, 'token');
  writeFileSync(discordTokenFile, `${server.token}\n`);
  const { env } = await runSetup({ ...server, apiUrl: `${server.apiUrl}/` }, { discordTokenFile }, '');
  expect(env).toBe(`DISCORD_TOKEN=${server.token}\n`);
  rmSync(folder, { recursive: true });
});
