import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { onTestFinished, expect, test } from 'vitest';
import { runCommandLine } from '#cli/program.ts';
import { project, temporaryFolder } from '../../support/program.ts';
import type { SlackServer } from '../../support/slack/start-slack.ts';
import { startSlack } from '../../support/slack/start-slack.ts';

const manifest = JSON.parse(readFileSync(join(project, 'slack/manifest.json'), 'utf8'));

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of its own with the real content, and a Slack; programs cannot be run there, so that the doctor is quick. */
async function wizard(): Promise<{
  readonly server: SlackServer;
  readonly folder: string;
  readonly run: (args: readonly string[], settings?: Readonly<Record<string, string>>) => Promise<Ran>;
}> {
  const server = await startSlack({ manifest });
  onTestFinished(server.close);
  const folder = await temporaryFolder();
  onTestFinished(async () => await folder[Symbol.asyncDispose]());
  symlinkSync(join(project, 'content'), join(folder.path, 'content'));
  const run = async (args: readonly string[], settings = {}) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const code = await runCommandLine(args, {
      stdin: new PassThrough(),
      stdout,
      stderr,
      environment: { SLACK_API_URL: server.apiUrl, PYTHON: '/nowhere/python3', PATH: '/nowhere', ...settings },
      folder: folder.path,
      project: folder.path,
      stopping: new AbortController().signal,
    });
    const read = (stream: PassThrough) => String(stream.read() ?? '');
    return { code, stdout: read(stdout), stderr: read(stderr) };
  };
  return { server, folder: folder.path, run };
}

test('setup prints the address that makes the app, looks at the tokens and keeps them for the owner alone', async () => {
  const { server, folder, run } = await wizard();
  const acme = server.workspace('Acme');
  writeFileSync(join(folder, 'bot'), `${acme.botToken}\n`);
  writeFileSync(join(folder, 'app'), `${server.appToken}\n`);
  const { stdout } = await run(['setup', '--slack-bot-token-file', 'bot', '--slack-app-token-file', 'app']);
  const link = new URL(/https:\/\/api\.slack\.com\/apps\S+/u.exec(stdout)?.[0] ?? '');
  expect(link.searchParams.get('new_app')).toBe('1');
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(manifest);
  expect(stdout).toMatch(/✓ slack bot token: studyloop in Acme/iu);
  expect(stdout).toContain('✓ slack scopes: all that are needed');
  expect(stdout).toContain('✓ slack app token: opens connections');
  for (const secret of [acme.botToken, server.appToken]) expect(stdout).not.toContain(secret);
  const written = `SLACK_BOT_TOKEN=${acme.botToken}\nSLACK_APP_TOKEN=${server.appToken}\n`;
  expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(written);
  expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
});

test('over HTTP setup takes the signing secret, and the app that it makes is posted to', async () => {
  const { server, folder, run } = await wizard();
  const settings = { SLACK_BOT_TOKEN: server.workspace('Acme').botToken, SLACK_SIGNING_SECRET: server.signingSecret };
  const { stdout } = await run(['setup', '--slack-url', 'https://bot.example.org'], settings);
  expect(decodeURIComponent(stdout)).toContain('https://bot.example.org/slack/events');
  expect(readFileSync(join(folder, '.env'), 'utf8')).toContain(`SLACK_SIGNING_SECRET=${server.signingSecret}`);
});

test('a token that Slack refuses is not kept', async () => {
  const { server, folder, run } = await wizard();
  const settings = { SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: server.appToken };
  const { code, stderr } = await run(['setup'], settings);
  expect([code, stderr]).toEqual([1, expect.stringContaining('Slack refuses SLACK_BOT_TOKEN (invalid_auth)')]);
  expect(() => statSync(join(folder, '.env'))).toThrow('ENOENT');
});

test('without a token setup says what it expects, after the address that makes the app', async () => {
  const { run } = await wizard();
  const { code, stdout, stderr } = await run(['setup', '--platform', 'slack']);
  expect(stdout).toContain('https://api.slack.com/apps?new_app=1&manifest_json=');
  expect([code, stderr]).toEqual([2, expect.stringContaining('SLACK_BOT_TOKEN or in --slack-bot-token-file')]);
  expect((await run(['setup'])).stderr).toContain('DISCORD_TOKEN or SLACK_BOT_TOKEN');
});

test('the doctor has a line for each token and for the scopes, with what cures it', async () => {
  const { server, run } = await wizard();
  const acme = server.workspace('Acme');
  acme.takeScope('files:write');
  const settings = { SLACK_BOT_TOKEN: acme.botToken, SLACK_APP_TOKEN: 'xapp-wrong' };
  const { code, stdout } = await run(['doctor', '--json'], settings);
  const findings: readonly { readonly name: string }[] = JSON.parse(stdout).findings;
  expect(code).toBe(1);
  expect(findings.filter(({ name }) => name.startsWith('slack'))).toMatchObject([
    { name: 'slack bot token', state: 'well' },
    {
      name: 'slack scopes',
      state: 'missing',
      detail: 'not granted: files:write',
      cure: expect.stringContaining('install'),
    },
    { name: 'slack app token', state: 'broken', detail: expect.stringContaining('invalid_auth') },
  ]);
  server.faults.next('auth.test', { kind: 'status', status: 503 });
  const away = await run(['doctor'], settings);
  expect(away.stdout).toContain('! slack bot token: Slack could not be asked (503)');
});
