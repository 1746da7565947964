import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { linesOf, namesIn, treeOf } from './processes.ts';

/** What this process and those that come from it hold at a moment. */
export type Footprint = Readonly<Record<Held, number>>;

/** In the order in which they are shown; memory in MB, all others are counts. */
export const held = [
  'MB of Node',
  'MB of zygote',
  'descriptors of Node',
  'descriptors of zygote',
  'processes',
  'mounts',
  'cgroups',
  'temporary files',
] as const;
export type Held = (typeof held)[number];

const MIB = 2 ** 20;

/** Reads it from /proc; what has ended meanwhile counts as nothing. */
export function takeFootprint(): Footprint {
  const [, ...descendants] = treeOf(process.pid);
  const childrenOf = (pid: number) => descendants.filter(({ parent }) => parent === pid);
  const guard = childrenOf(process.pid).at(-1)?.id ?? 0;
  const zygote = childrenOf(guard)[0]?.id ?? 0;
  return {
    'MB of Node': process.memoryUsage.rss() / MIB,
    'MB of zygote': residentBytes(zygote) / MIB,
    'descriptors of Node': namesIn('/proc/self/fd').length,
    'descriptors of zygote': namesIn(`/proc/${zygote}/fd`).length,
    processes: descendants.length,
    mounts: linesOf('/proc/self/mountinfo').length + linesOf(`/proc/${zygote}/mountinfo`).length,
    cgroups: countFolders('/sys/fs/cgroup', 3),
    'temporary files': namesIn(tmpdir()).filter((name) => name.startsWith('studyloop-')).length,
  };
}

function residentBytes(pid: number): number {
  const line = linesOf(`/proc/${pid}/status`).find((one) => one.startsWith('VmRSS:'));
  return Number(line?.replaceAll(/\D/gu, '') ?? 0) * 1024;
}

function countFolders(folder: string, depth: number): number {
  if (depth === 0) return 0;
  const folders = namesIn(folder)
    .map((name) => `${folder}/${name}`)
    .filter(isFolder);
  return folders.reduce((sum, one) => sum + 1 + countFolders(one, depth - 1), 0);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
