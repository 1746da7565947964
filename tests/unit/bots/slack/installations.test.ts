import { expect, test } from 'vitest';
import type { Installation } from '@slack/bolt';
import { createInstallations } from '#bots/slack/installations.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

const acme: Installation = {
  team: { id: 'T1', name: 'Acme' },
  enterprise: undefined,
  user: { id: 'U1', token: undefined, scopes: undefined },
  bot: { token: 'xoxb-secret', id: 'B1', userId: 'U2', scopes: ['commands'], refreshToken: 'xoxe-1', expiresAt: 99 },
  isEnterpriseInstall: false,
  authVersion: 'v2',
};
const query = { teamId: 'T1', enterpriseId: undefined, isEnterpriseInstall: false };

function open(secret = 'a secret of some length') {
  let now = 0;
  const { notes } = createMemoryStore();
  const make = (other = secret) => createInstallations({ notes, clock: { now: () => now }, secret: other });
  return { notes, make, pass: (ms: number) => void (now += ms) };
}

test('what is kept comes back, and cannot be read without the secret', async () => {
  const { notes, make } = open();
  await make().storeInstallation(acme);
  expect((await make().fetchInstallation(query)).bot).toMatchObject({ token: 'xoxb-secret', refreshToken: 'xoxe-1' });
  // Letters that a sealed text may hold by chance would be none of a leak.
  expect(await notes.read('slack:installation:T1')).not.toMatch(/xoxb-|xoxe-|secret|installedBy/u);
  await expect(make('another secret').fetchInstallation(query)).rejects.toThrow('not installed');
});

test('what was kept for one workspace is worth nothing under the name of another', async () => {
  const { notes, make } = open();
  await make().storeInstallation(acme);
  const text = (await notes.read('slack:installation:T1')) ?? '';
  await notes.keep([{ key: 'slack:installation:T2', text }], 0);
  await expect(make().fetchInstallation({ ...query, teamId: 'T2' })).rejects.toThrow('not installed');
  await notes.keep(
    [{ key: 'slack:installation:T1', text: text.replace(/.$/u, (last) => (last === 'A' ? 'B' : 'A')) }],
    0,
  );
  await expect(make().fetchInstallation(query)).rejects.toThrow('not installed');
});

test('a workspace of an enterprise is served by the enterprise’s installation', async () => {
  const { make } = open();
  await make().storeInstallation({ ...acme, team: undefined, enterprise: { id: 'E1' }, isEnterpriseInstall: true });
  for (const isEnterpriseInstall of [true, false]) {
    const found = await make().fetchInstallation({ teamId: 'T9', enterpriseId: 'E1', isEnterpriseInstall });
    expect(found.isEnterpriseInstall).toBe(true);
  }
});

test('one that is in use is not forgotten with old notes, and one that has ended is gone', async () => {
  const { notes, make, pass } = open();
  await make().storeInstallation(acme);
  pass(31 * 24 * 3_600_000);
  await make().fetchInstallation(query);
  await notes.forgetBefore(24 * 3_600_000);
  await make().fetchInstallation(query);
  await make().forget({ team: 'T1', enterprise: undefined, isForAll: false });
  await expect(make().fetchInstallation(query)).rejects.toThrow('not installed');
});
