import { readdir, readFile } from 'node:fs/promises';

const TICK_MS = 10;
const KIB = 1024;

/** CPU, in milliseconds, of a process, of all below it, and of those that they have waited for. Linux counts in 10 ms. */
export async function cpuOfTree(pid: number): Promise<number> {
  const processes = await treeOf(pid);
  return processes.reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
}

/** CPU, in milliseconds, of the processes that this one has waited for. */
export async function cpuOfEndedChildren(): Promise<number> {
  const fields = fieldsOf(await readFile('/proc/self/stat', 'utf8'));
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}

/** Bytes that each sandbox below `pid` has for itself: of its second process, which is the one for the program. */
export async function memoryOfSandboxes(pid: number): Promise<readonly number[]> {
  const processes = await treeOf(pid);
  const found = await Promise.all(
    processes.map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
      const innermost = /^NSpid:.*\t(\d+)$/mu.exec(status);
      const isProgram = innermost?.[1] === '2' && /^NSpid:(\t\d+){3}/mu.test(status);
      return isProgram ? privateBytes(id) : null;
    }),
  );
  return found.filter((bytes) => bytes !== null);
}

async function privateBytes(id: number): Promise<number | null> {
  const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => null);
  if (rollup === null) return null;
  return [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gmu)].reduce((sum, [, kib]) => sum + Number(kib) * KIB, 0);
}

interface Process {
  readonly id: number;
  readonly parent: number;
  readonly ticks: number;
}

async function treeOf(pid: number): Promise<readonly Process[]> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const all = (await Promise.all(names.map(readProcess))).filter((one) => one !== null);
  const tree = all.filter(({ id }) => id === pid);
  // It grows while it is walked: children of what was found are found after it.
  for (const { id } of tree) tree.push(...all.filter(({ parent }) => parent === id));
  return tree;
}

async function readProcess(name: string): Promise<Process | null> {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  const fields = fieldsOf(stat);
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { id: Number(name), parent: Number(fields[1]), ticks };
}

/** What follows the name, which may contain anything. */
function fieldsOf(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
