import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';

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
  const [guard = 0] = childrenOf(process.pid).toReversed();
  const [zygote = 0] = childrenOf(guard);
  return {
    'MB of Node': process.memoryUsage.rss() / MIB,
    'MB of zygote': residentBytes(zygote) / MIB,
    'descriptors of Node': namesIn('/proc/self/fd').length,
    'descriptors of zygote': namesIn(`/proc/${zygote}/fd`).length,
    processes: countDescendants(process.pid),
    mounts: linesOf('/proc/self/mountinfo').length + linesOf(`/proc/${zygote}/mountinfo`).length,
    cgroups: countFolders('/sys/fs/cgroup', 3),
    'temporary files': namesIn(tmpdir()).filter((name) => name.startsWith('studyloop-')).length,
  };
}

function childrenOf(pid: number): readonly number[] {
  const all = namesIn('/proc').filter((name) => /^\d+$/u.test(name));
  return all.filter((name) => parentOf(name) === pid).map(Number);
}

function countDescendants(pid: number): number {
  const parents = new Map<number, number[]>();
  for (const name of namesIn('/proc').filter((one) => /^\d+$/u.test(one))) {
    const parent = parentOf(name);
    parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  const count = (one: number): number => (parents.get(one) ?? []).reduce((sum, child) => sum + 1 + count(child), 0);
  return count(pid);
}

/** The number of the process that started it; 0 when it is gone. */
function parentOf(pid: string): number {
  const stat = linesOf(`/proc/${pid}/stat`).join('\n');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
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

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}
