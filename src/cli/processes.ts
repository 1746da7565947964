import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine, as /proc tells of it. */
export interface Process {
  readonly id: number;
  readonly parent: number;
  /** CPU of its own and of the children that it has waited for, in ticks of 10 ms. */
  readonly ticks: number;
}

/** `root` and all that comes from it, parents before children; what has ended meanwhile is left out. */
export function treeOf(root: number): readonly Process[] {
  const all = namesIn('/proc').filter((name) => /^\d+$/u.test(name));
  const processes = all.map(readProcess).filter((one) => one !== null);
  const tree = processes.filter(({ id }) => id === root);
  // It grows while it is walked: children of what was found are found after it.
  for (const { id } of tree) tree.push(...processes.filter(({ parent }) => parent === id));
  return tree;
}

/** The lines of a file; none where it cannot be read. */
export function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}

/** The names in a folder; none where it cannot be read. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readProcess(name: string): Process | null {
  const stat = linesOf(`/proc/${name}/stat`).join('\n');
  if (stat === '') return null;
  // Behind the name, which may contain anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { id: Number(name), parent: Number(fields[1]), ticks };
}
