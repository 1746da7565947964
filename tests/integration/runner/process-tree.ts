import { readdirSync, readFileSync } from 'node:fs';

/** A process as no other: numbers are used again. */
export interface ProcessId {
  readonly pid: number;
  readonly startTime: string;
  /** Short, and its own to choose. */
  readonly name: string;
}

/** All processes that come from `root`, those that it started itself and theirs. */
export function descendantsOf(root: number): readonly ProcessId[] {
  const alive = allProcesses();
  const found: ProcessId[] = [];
  const parents = [root];
  for (const parent of parents) {
    for (const one of alive.filter(({ ppid }) => ppid === parent)) {
      found.push(one);
      parents.push(one.pid);
    }
  }
  return found;
}

/** All processes whose short name is `name`, wherever they come from. */
export function processesNamed(name: string): readonly ProcessId[] {
  return allProcesses().filter((one) => one.name === name);
}

/** The child of this process from which `descendant` comes. */
export function childFromWhichComes(descendant: ProcessId): ProcessId {
  const now = readProcess(descendant.pid);
  const parent = now === null ? null : readProcess(now.ppid);
  if (now === null || parent === null) throw new Error(`expected a descendant, got ${JSON.stringify(descendant)}`);
  return now.ppid === process.pid ? now : childFromWhichComes(parent);
}

/** Python that gives its process the short name `name`, of at most 15 letters. */
export const pythonNamed = (name: string) => `import ctypes\nctypes.CDLL(None).prctl(15, b"${name}")\n`;

/** Whether it has not ended; one that nobody has collected yet has. */
export function isAlive({ pid, startTime }: ProcessId): boolean {
  const now = readProcess(pid);
  return now !== null && now.startTime === startTime && now.state !== 'Z' && now.state !== 'X';
}

function allProcesses() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/u.test(name));
  return pids.map((pid) => readProcess(Number(pid))).filter((one) => one !== null);
}

function readProcess(pid: number) {
  try {
    const [, name = '', rest = ''] = /\((.*)\) (.*)/su.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ');
    return { pid, name, state: fields[0], ppid: Number(fields[1]), startTime: fields[19] ?? '' };
  } catch {
    return null;
  }
}
