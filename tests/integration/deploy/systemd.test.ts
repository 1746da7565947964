import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '../../support/deployment.ts';
import { project, temporaryFolder } from '../../support/program.ts';

const units = ['studyloop.service', 'studyloop-worker@.service'] as const;
const analyze = '/usr/bin/systemd-analyze';
const hasSystemd = spawnSync(analyze, ['--version']).status === 0;
/** Each takes away something that sandboxes are made with, or stops Node; `seccomp-profile.test.ts` tries what they do. */
const breaking =
  /^(RestrictNamespaces|PrivateUsers|ProtectKernelTunables|ProtectKernelLogs|ProtectProc|ProcSubset|ProtectHostname|MemoryDenyWriteExecute)=/mu;

describe.each(units)('%s', (unit) => {
  test('keeps what the sandbox needs and takes the rest', async () => {
    const text = await textOf(`deploy/systemd/${unit}`);
    const needed: unknown = JSON.parse(await textOf('deploy/seccomp/studyloop-worker.json'));
    const [, allowed = ''] = /^SystemCallFilter=(mount .*)$/mu.exec(text) ?? [];

    expect(text).not.toMatch(breaking);
    expect(text).toMatch(/^NoNewPrivileges=yes$/mu);
    expect(text).toMatch(/^TimeoutStopSec=15$/mu);
    expect(needed).toMatchObject({
      syscalls: expect.arrayContaining([
        expect.objectContaining({ names: expect.arrayContaining(allowed.split(' ')) }),
      ]),
    });
  });

  test.skipIf(!hasSystemd)('is what systemd understands', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, unit.replace('@', '@1'));
    // The unit names the place where hosts install it.
    const here = (await textOf(`deploy/systemd/${unit}`)).replaceAll('/opt/studyloop/bin/', join(project, 'bin/'));
    await writeFile(file, here);
    const { status, stderr } = spawnSync(analyze, ['verify', '--man=no', file], { encoding: 'utf8' });

    expect([status, stderr]).toEqual([0, '']);
  });
});
