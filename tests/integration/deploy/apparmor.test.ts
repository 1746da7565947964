import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../support/deployment.ts';
import { project } from '../../support/program.ts';

const file = 'deploy/apparmor/studyloop-worker';
const parser = '/sbin/apparmor_parser';

describe('the AppArmor profile of the worker', () => {
  test('has the name by which everything that starts a worker asks for it', async () => {
    const [, name] = /^profile (\S+) flags=/mu.exec(await textOf(file)) ?? [];
    const users = ['compose.yaml', 'deploy/kubernetes/worker.yaml', 'deploy/systemd/studyloop-worker@.service'];
    const texts = await Promise.all([...users, 'deploy/systemd/studyloop.service'].map(textOf));
    const asked = texts.map(
      (text) => /(?:apparmor=|type: Localhost, localhostProfile: |AppArmorProfile=-)([a-z-]+)(?=\s)/u.exec(text)?.[1],
    );

    expect(asked).toEqual([name, name, name, name]);
  });

  test.skipIf(!existsSync(parser))('is what AppArmor understands', () => {
    const { status, stderr } = spawnSync(parser, ['-Q', '-K', '-T', join(project, file)], { encoding: 'utf8' });

    expect([status, stderr]).toEqual([0, '']);
  });
});
