import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { runCommandLine } from '#cli/program.ts';
import { chunkId, courseId, learnerId } from '#core/ids.ts';
import { openStore } from '#store/open-store.ts';
import { project } from '../../support/program.ts';
import { makeTemporaryFolder } from '../store/temporary-folder.ts';

async function typed(args: readonly string[], url: string) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const stopping = new AbortController().signal;
  const environment = { DATABASE_URL: url };
  const code = await runCommandLine(args, { stdin, stdout, stderr, environment, folder: project, project, stopping });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}

test('a host hands a learner’s data over as JSON, and forgets it, with the accounts that are linked', async () => {
  using folder = makeTemporaryFolder();
  const url = `sqlite:${join(folder.path, 'studyloop.db')}`;
  const [ada, other] = [learnerId('discord:81'), learnerId('slack:T1/U1')];
  {
    await using store = await openStore(url);
    const begin = { course: courseId('async'), from: null, to: chunkId('a'), read: false, at: 1 };
    await store.progress.savePosition({ ...begin, learner: ada });
    await store.accounts.offer({ learner: ada, code: 'CODE', at: 1, until: 2 });
    await store.accounts.redeem({ learner: other, code: 'CODE', at: 1 }, { most: 1, withinMs: 1 });
  }
  const exported = await typed(['export', other], url);
  expect(exported.code).toBe(0);
  expect(JSON.parse(exported.stdout)).toMatchObject({
    accounts: [ada, other],
    tables: { position: [{ learner: ada }] },
  });
  const forgotten = await typed(['forget', ada], url);
  expect(forgotten).toMatchObject({ code: 0, stdout: expect.stringContaining('4 rows of discord:81, slack:T1/U1') });
  for (const command of ['export', 'forget']) {
    expect(await typed([command, ada], url)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Nothing is kept of discord:81.\n',
    });
  }
});

test('what is no account is wrong usage', async () => {
  expect(await typed(['forget', 'Ada Lovelace'], 'sqlite::memory:')).toMatchObject({ code: 2, stdout: '' });
});
