import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { project } from '../../support/program.ts';
import { startConfined } from './start-confined.ts';

const profile = z.strictObject({
  defaultAction: z.literal('SCMP_ACT_ERRNO'),
  defaultErrnoRet: z.literal(1),
  architectures: z.tuple([z.literal('SCMP_ARCH_X86_64'), z.literal('SCMP_ARCH_AARCH64')]),
  syscalls: z.array(
    z.strictObject({
      comment: z.string().min(1),
      names: z.array(z.string()).min(1),
      action: z.enum(['SCMP_ACT_ALLOW', 'SCMP_ACT_ERRNO']),
      errnoRet: z.number().optional(),
    }),
  ),
});

const rules = profile.parse(
  JSON.parse(await readFile(join(project, 'deploy/seccomp/studyloop-worker.json'), 'utf8')),
).syscalls;
const forSandboxes = rules.at(-1)?.names ?? [];
/** Two of them in every run; all, and all attacks, with `DEPLOY=all`, as after a change of the profile or of the sandbox. */
const isThorough = process.env['DEPLOY'] === 'all';
const tried = isThorough ? forSandboxes : forSandboxes.filter((call) => call === 'clone' || call === 'mount_setattr');

const asDesigned = ['pool', 'single'].map((tier) => ({ tier, said: 'hello\n', fallen: [], escaped: [] }));

describe('under the seccomp profile of the worker, in the kernel, without capabilities,', () => {
  test('programs run both ways, every wall stands, and nobody gets out', { timeout: 300_000 }, async () => {
    expect(await startConfined({ escapes: isThorough ? 'all' : 'some' })).toEqual(asDesigned);
  });

  test.each(tried)('the sandbox cannot do without %s', async (call) => {
    expect(await startConfined({ without: [call] })).not.toEqual(asDesigned);
  });

  test.skipIf(getuid?.() !== 0)('a container whose /proc is masked runs nothing, and says what cures it', async () => {
    const [first] = await startConfined({ proc: 'masked' });

    expect(first).toMatchObject({ tier: null, said: null, fallen: [expect.stringContaining('mount proc')] });
  });
});

describe('the seccomp profile of the worker', () => {
  const allowed = rules.filter(({ action }) => action === 'SCMP_ACT_ALLOW').flatMap(({ names }) => names);

  test('names no call twice, and says last what the sandbox needs', () => {
    expect(allowed.filter((name, place) => allowed.indexOf(name) !== place)).toEqual([]);
    expect(forSandboxes.toSorted()).toEqual(
      ['clone', 'mount', 'mount_setattr', 'pivot_root', 'sethostname', 'setns', 'umount2', 'unshare'].toSorted(),
    );
  });

  test('opens no door of the machine itself', () => {
    const doors =
      'acct bpf chroot clock_settime delete_module finit_module fsopen fsmount init_module ioperm iopl io_uring_setup kcmp ' +
      'kexec_file_load kexec_load keyctl add_key move_mount name_to_handle_at open_by_handle_at open_tree perf_event_open ' +
      'personality pidfd_getfd process_vm_readv process_vm_writev ptrace quotactl reboot settimeofday swapoff swapon ' +
      'syslog userfaultfd vhangup';

    expect(doors.split(' ').filter((name) => allowed.includes(name))).toEqual([]);
  });
});
