import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { learnerId } from '#core/ids.ts';
import { openStore } from '#store/open-store.ts';
import { testApp } from '../support/app.ts';
import { askNow, offsetClock } from '../support/daily-in-chat.ts';
import type { Channel } from '../support/discord/world/model.ts';
import { startDiscord } from '../support/discord/start-discord.ts';
import { project, studyloop, temporaryFolder } from '../support/program.ts';
import { startRole } from '../support/role-process.ts';
import { startSlack } from '../support/slack/start-slack.ts';
import { startTee } from '../support/tee.ts';

const manifest = JSON.parse(readFileSync(`${project}/slack/manifest.json`, 'utf8'));

test('two web processes that get every event both answer it once, and one that is told to end loses nothing', async () => {
  await using folder = await temporaryFolder();
  const [discord, slack] = [await startDiscord(), await startSlack({ manifest })];
  const acme = slack.workspace('Acme');
  const settings = {
    DATABASE_URL: `sqlite:${folder.path}/studyloop.db`,
    DISCORD_TOKEN: discord.token,
    DISCORD_PUBLIC_KEY: discord.publicKey,
    DISCORD_API_URL: discord.apiUrl,
    SLACK_BOT_TOKEN: acme.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SECRET_KEY: 'thirty-two letters that nobody can guess',
  };
  const [one, two] = await Promise.all([startRole('web', settings), startRole('web', settings)]);
  await Promise.all([one.ready(), two.ready()]);
  let origins = [one.origin, two.origin];
  const tee = await startTee(() => origins);
  await slack.sendTo(`${tee.origin}/slack/events`);
  discord.sendInteractionsTo(`${tee.origin}/discord/interactions`);

  const ann = discord.person('Ann');
  await ann.slash('lesson', { course: 'async', chunk: '1' }).sees('Waiting is not computing');
  const bea = acme.person('Bea');
  bea.slash('/lesson', 'async 1');
  await bea.sees('Waiting is not computing');
  expect(new Set(tee.answers.flat())).toEqual(new Set([200, 202]));
  await discord.requested('POST', /callback$/u);
  expect(discord.requests.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(1);

  // The balancer has not noticed yet: what comes now is answered still.
  origins = [one.origin];
  await ann.slash('run', { code: 'print(5 * 5)' }).sees('25', 30_000);
  expect((await one.page('/metrics')).text).toMatch(/studyloop_sandboxes_total\{found="\w+"\} 1/u);
  const run = ann.slash('run', { code: 'import asyncio; print(6 * 7)' });
  one.signal('SIGTERM');
  const late = ann.slash('lesson', { course: 'async', chunk: '2' });
  await expect.poll(async () => (await one.page('/readyz')).status).toBe(503);
  origins = [two.origin];
  const after = ann.slash('lesson', { course: 'async', chunk: '3' });
  await Promise.all([run.answer(), late.answer(), after.answer()]);
  const { code, ms } = await one.end;
  expect(code).toBe(0);
  expect(ms).toBeLessThan(10_000);

  const { text } = await two.page('/metrics');
  expect(text).toMatch(/studyloop_requests_total\{command="lesson",platform="discord",outcome="answered"\} \d/u);
  expect(text).toContain('studyloop_store_seconds_count{subject="requests",method="keep",outcome="done"}');
  expect(text).toMatch(/studyloop_first_view_seconds_count\{platform="discord"\} \d/u);
  for (const secret of [ann.user.id, discord.token]) expect(text).not.toContain(secret);
  // The second signal ends it at once.
  two.signal('SIGTERM');
  await expect.poll(async () => (await two.page('/readyz')).status).toBe(503);
  two.signal('SIGTERM');
  expect((await two.end).code).toBe(130);
  expect([...discord.complaints, ...slack.complaints]).toEqual([]);
  await Promise.all([tee.close(), discord.close(), slack.close()]);
});

test('two gateways share the shards, and of two schedulers one posts the question of the day and one copies the database', async () => {
  await using folder = await temporaryFolder();
  const discord = await startDiscord({ shards: 2, maxConcurrency: 16 });
  const file = `${folder.path}/studyloop.db`;
  const settings = { DATABASE_URL: `sqlite:${file}`, DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
  const ann = discord.person('Ann');
  await askFor(file, ann);

  const shards = ['0/2', '1/2'];
  const gateways = await Promise.all(
    shards.map(async (own) => await startRole('gateway', { ...settings, DISCORD_SHARDS: own })),
  );
  await Promise.all(gateways.map(async ({ ready }) => await ready()));
  expect([discord.gateway.connected, discord.gateway.identifies]).toEqual([2, 2]);
  await discord.requested('PUT', /commands$/u);
  await ann.slash('lesson', { course: 'async', chunk: '1' }).sees('Waiting is not computing');

  const schedulers = await Promise.all([startRole('scheduler', settings), startRole('scheduler', settings)]);
  await Promise.all(schedulers.map(async ({ ready }) => await ready()));
  await ann.sees('Question of the day', 20_000);
  const copies = () => readdirSync(`${folder.path}/backups`).filter((name) => name.endsWith('.scheduled.db'));
  await expect.poll(copies, { timeout: 20_000 }).toHaveLength(1);

  // Acknowledged, and not answered yet: whoever asked is told even so.
  const run = ann.slash('run', { code: 'while True: pass' });
  await discord.requested('POST', /callback$/u, { times: 2 });
  for (const one of [...gateways, ...schedulers]) one.signal('SIGTERM');
  await run.answer();
  for (const one of [...gateways, ...schedulers]) {
    const { code, ms } = await one.end;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
  }
  expect(ann.screen().filter(({ text }) => text.includes('Question of the day'))).toHaveLength(1);
  expect(copies()).toHaveLength(1);
  const restored = { ...settings, DATABASE_URL: `sqlite:${folder.path}/restored.db` };
  const back = await studyloop(['restore', `${folder.path}/backups/${copies()[0]}`], { settings: restored });
  expect(back.code).toBe(0);
  await using store = await openStore(restored.DATABASE_URL);
  const kept = await store.ownData.everythingOf(learnerId(`discord:${ann.user.id}`));
  expect(Object.keys(kept)).not.toEqual([]);
  expect(discord.complaints).toEqual([]);
  await discord.close();
});

/** A question each day, due at once. */
async function askFor(file: string, ann: { readonly user: { readonly id: string }; readonly channel: Channel }) {
  await using store = await openStore(`sqlite:${file}`);
  const clock = offsetClock();
  const loaded = loadLibrary('content');
  if (loaded.kind !== 'loaded') throw new Error('expected content without faults');
  const { app } = testApp({ library: loaded.library, store, clock });
  const community = ann.channel.guild?.id ?? '';
  const teacher = learnerId(`discord:${ann.user.id}`);
  await askNow(app, { platform: 'discord', community, channel: ann.channel.id, teacher }, clock);
}
