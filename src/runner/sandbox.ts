import { lstat, readlink } from 'node:fs/promises';
import type { Limits } from './limits.ts';
import type { Python } from './find-python.ts';
import type { Prologue } from './prologue.ts';

/** Everything needed to start a sandbox; it holds no process. */
export interface Sandbox {
  /** Path of the bubblewrap executable. */
  readonly bubblewrap: string;
  readonly python: Python;
  readonly prologue: Prologue;
  /** How the parts of / beside /usr look on this machine, as arguments of bubblewrap. */
  readonly rootFolders: readonly string[];
  readonly startedBy: StartedBy;
}

/**
 * `root`: no user namespace; the program becomes a user of its own, because limits on processes do not hold for root.
 * `user`: a user namespace; the program is whoever started the bot, and nobody inside can be anyone else.
 */
export type StartedBy = 'root' | 'user';

const WATCHER_UID = 199_999;
const FIRST_PROGRAM_UID = 200_000;
const INSIDE_UID = 1000;
const CAP_KILL = 5;
const CAP_SYS_PTRACE = 19;

/** The arguments for bubblewrap: namespaces, a pruned read-only root, and our prologue as process 1. */
export function sandboxArguments(
  { prologue, python, rootFolders, startedBy }: Sandbox,
  limits: Limits,
): readonly string[] {
  return [
    startedBy === 'user' ? ['--unshare-user', '--uid', `${INSIDE_UID}`, '--gid', `${INSIDE_UID}`] : [],
    ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'],
    ['--as-pid-1', '--die-with-parent', '--new-session', '--hostname', 'studyloop'],
    ['--clearenv', '--setenv', 'LC_CTYPE', 'C.UTF-8'],
    ['--ro-bind', '/usr', '/usr', ...rootFolders],
    ['--dir', '/etc', '--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ['--ro-bind-try', '/etc/alternatives', '/etc/alternatives'],
    ['--proc', '/proc', '--dir', '/dev', ...devices()],
    ['--size', `${limits.scratchBytes}`, '--tmpfs', '/tmp'],
    python.folders.flatMap((folder) => ['--ro-bind', folder, folder]),
    ['--chdir', '/tmp', '--cap-drop', 'ALL', ...capabilities(startedBy)],
    ['--', python.path, '-I', '-S', '-u', '-c', prologue.bootstrap],
  ].flat();
}

/** What process 1 is told, as a Python literal. `slot` is unique among the programs running now. */
export function sandboxRules({ startedBy }: Sandbox, limits: Limits, slot: number): string {
  const { cpuS, memoryBytes, processes, openFiles, scratchBytes, scratchInodes } = limits;
  const uid = FIRST_PROGRAM_UID + slot;
  const rules =
    startedBy === 'root'
      ? { insideUid: uid, insideGid: uid, programUid: uid, watcherUid: WATCHER_UID, watcherCapabilities: WATCHES }
      : { insideUid: INSIDE_UID, insideGid: INSIDE_UID, programUid: -1, watcherUid: -1, watcherCapabilities: [] };
  // Process 1 is of the same user there, and counts.
  const counted = startedBy === 'root' ? processes : processes + 1;
  return JSON.stringify({
    ...rules,
    limits: { cpuS, memoryBytes, processes: counted, openFiles, scratchBytes, scratchInodes },
  });
}

const WATCHES = [CAP_KILL, CAP_SYS_PTRACE];

/** How /bin, /lib and their like reach the programs of /usr: links on most machines, folders on older ones. */
export async function findRootFolders(): Promise<readonly string[]> {
  const found = await Promise.all(['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'].map(rootFolder));
  return found.flat();
}

async function rootFolder(folder: string): Promise<readonly string[]> {
  const stats = await lstat(folder).catch(() => null);
  if (stats === null) return [];
  return stats.isSymbolicLink() ? ['--symlink', await readlink(folder), folder] : ['--ro-bind', folder, folder];
}

function devices(): readonly string[] {
  return [
    ['/dev/null', '/dev/zero', '/dev/random', '/dev/urandom'].flatMap((node) => ['--dev-bind', node, node]),
    ['--symlink', '/proc/self/fd', '/dev/fd'],
    // Semaphores of `multiprocessing` are files in there; so they count as the program's own.
    ['--symlink', '/tmp', '/dev/shm'],
  ].flat();
}

/** What process 1 needs to finish the root and to become someone else; all of it is gone before the program starts. */
function capabilities(startedBy: StartedBy): readonly string[] {
  const always = ['CAP_SYS_ADMIN', 'CAP_SETPCAP'];
  const asRoot = ['CAP_SETUID', 'CAP_SETGID', 'CAP_KILL', 'CAP_SYS_PTRACE'];
  return (startedBy === 'root' ? [...always, ...asRoot] : always).flatMap((name) => ['--cap-add', name]);
}
