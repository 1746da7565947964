import { lstat, readlink } from 'node:fs/promises';
import type { Limits } from './limits.ts';
import type { Python } from './find-python.ts';
import { environment, type Prologue } from './prologue.ts';
import { drawUser, type Users } from './users.ts';

/** Everything needed to start a sandbox; it holds no process. */
export interface Sandbox {
  /** Path of the bubblewrap executable. */
  readonly bubblewrap: string;
  readonly python: Python;
  readonly prologue: Prologue;
  /** How the parts of / beside /usr look on this machine, as arguments of bubblewrap. */
  readonly rootFolders: readonly string[];
  readonly users: Users;
}

const INSIDE_UID = 1000;
const CAP_KILL = 5;
const CAP_SYS_PTRACE = 19;

/** The arguments for bubblewrap: namespaces, a pruned read-only root, and our prologue as process 1. */
export function sandboxArguments({ prologue, python, rootFolders, users }: Sandbox): readonly string[] {
  return [
    users.kind === 'own' ? ['--unshare-user', '--uid', `${INSIDE_UID}`, '--gid', `${INSIDE_UID}`] : [],
    ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try'],
    ['--as-pid-1', '--die-with-parent', '--new-session', '--hostname', 'studyloop'],
    ['--clearenv', ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value])],
    ['--ro-bind', '/usr', '/usr', ...rootFolders],
    ['--dir', '/etc', '--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ['--ro-bind-try', '/etc/alternatives', '/etc/alternatives'],
    ['--proc', '/proc', '--dir', '/dev', ...devices()],
    ['--tmpfs', '/tmp'],
    python.folders.flatMap(boundFolder),
    ['--chdir', '/tmp', '--cap-drop', 'ALL', ...capabilities(users)],
    ['--', python.path, ...prologue.arguments],
  ].flat();
}

/** What process 1 is told for one run, as a Python literal. */
export function sandboxRules({ users }: Sandbox, limits: Limits): string {
  const { cpuS, memoryBytes, openFiles, scratchBytes, scratchInodes } = limits;
  const uid = drawUser(users);
  const inside = users.kind === 'own' ? INSIDE_UID : uid;
  return JSON.stringify({
    insideUid: inside,
    insideGid: inside,
    programUid: uid,
    watcherCapabilities: users.kind === 'own' ? [] : WATCHES,
    limits: { cpuS, memoryBytes, processes: countedProcesses(users, limits), openFiles, scratchBytes, scratchInodes },
  });
}

/** The limit as the kernel is told it: process 1 counts where it is of the program's user. */
export function countedProcesses(users: Users, { processes }: Limits): number {
  return users.kind === 'own' ? processes + 1 : processes;
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

/** A folder as it is here. The way to it is open to all in there: bubblewrap would copy, say, what keeps others out of /root. */
function boundFolder(folder: string): readonly string[] {
  const names = folder.split('/').slice(1, -1);
  const way = names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`);
  return [...way.flatMap((parent) => ['--dir', parent]), '--ro-bind', folder, folder];
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
function capabilities(users: Users): readonly string[] {
  const always = ['CAP_SYS_ADMIN', 'CAP_SETPCAP'];
  const asRoot = ['CAP_SETUID', 'CAP_SETGID', 'CAP_KILL', 'CAP_SYS_PTRACE'];
  return (users.kind === 'spare' ? [...always, ...asRoot] : always).flatMap((name) => ['--cap-add', name]);
}
