import { expect, test } from 'vitest';
import { startDiscord } from '../support/discord/start-discord.ts';
import { ended, startStudyloop, studyloop } from '../support/program.ts';

test('started with a token, the bot teaches and runs programs in Discord until it is told to stop', async () => {
  const server = await startDiscord();
  const settings = {
    DISCORD_TOKEN: server.token,
    DISCORD_API_URL: `${server.apiUrl}/`,
    DATABASE_URL: 'sqlite::memory:',
  };
  const child = startStudyloop(['start'], { settings });
  const end = ended(child);
  await server.connected(30_000);
  await server.requested('PUT', /commands$/u);
  const ann = server.person('Ann');
  await ann.slash('lesson', { course: 'async', chunk: '1' }).sees('Waiting is not computing');
  const run = ann.slash('run', { code: 'import asyncio; print(6 * 7)' });
  await run.sees('42', 30_000);
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await end;
  expect([code, stdout]).toEqual([0, 'Studyloop is on in Discord. Ctrl-C ends it.\n']);
  expect(stderr).not.toMatch(/warning|6 \* 7/iu);
  expect(stderr).not.toContain(server.token);
  expect(server.complaints).toEqual([]);
  await server.close();
});

test('a wrong token ends the start with one sentence and code 1', async () => {
  const server = await startDiscord();
  const settings = { DISCORD_TOKEN: 'wrong', DISCORD_API_URL: server.apiUrl, DATABASE_URL: 'sqlite::memory:' };
  const { code, stderr } = await studyloop(['start'], { settings });
  expect(code).toBe(1);
  expect(stderr).toContain('Discord refuses DISCORD_TOKEN');
  expect(stderr).not.toContain('    at ');
  await server.close();
});
