import type { Limits } from './limits.ts';
import { countedProcesses, type Sandbox } from './sandbox.ts';

/** One thing that keeps a program from the machine, and whether it does. */
export interface Wall {
  readonly wall: string;
  readonly ok: boolean;
  /** What was seen. */
  readonly detail: string;
  /** The command or setting that mends it. */
  readonly cure: string;
}

/** What `python/walls.py` printed: its words are the names of `findings`. */
export interface WallTrial {
  readonly findings: ReadonlyMap<string, unknown>;
  readonly sandbox: Sandbox;
  readonly limits: Limits;
}

interface WallRule {
  readonly wall: string;
  /** The findings it is judged by. */
  readonly by: readonly string[];
  readonly cure: string;
  readonly holds: (trial: WallTrial) => boolean;
}

/** Judges what a program saw from the inside. */
export function judgeWalls(trial: WallTrial): readonly Wall[] {
  return rules.map(({ wall, by, cure, holds }) => ({
    wall,
    ok: holds(trial),
    detail: by.map((name) => `${name} ${JSON.stringify(trial.findings.get(name))}`).join(', '),
    cure,
  }));
}

const upgrade = 'Upgrade bubblewrap (apt-get install --only-upgrade bubblewrap) and the kernel.';
const ordinaryUser = 'Start the bot as an ordinary user.';
const rootNames = new Set(['bin', 'dev', 'etc', 'lib', 'lib32', 'lib64', 'libx32', 'proc', 'sbin', 'tmp', 'usr']);
const noCapabilities = '0'.repeat(16);

const rules: readonly WallRule[] = [
  {
    wall: 'processes',
    by: ['pid', 'processes'],
    cure: upgrade,
    holds: (trial) => is(trial, 'pid', 2) && every(trial, 'processes', (pid) => pid === 1 || pid === 2),
  },
  {
    wall: 'network',
    by: ['interfaces', 'connectOutside', 'loopback'],
    cure: upgrade,
    holds: (trial) =>
      is(trial, 'interfaces', ['lo']) && is(trial, 'connectOutside', 'ENETUNREACH') && is(trial, 'loopback', 'done'),
  },
  {
    wall: 'files',
    by: ['root', 'homes', 'users', 'writeOutside'],
    cure: upgrade,
    holds: (trial) =>
      every(trial, 'root', (name) => rootNames.has(String(name)) || leadsToPython(trial, name)) &&
      every(trial, 'homes', (name) => leadsToPython(trial, name)) &&
      is(trial, 'users', ['root', 'learner']) &&
      is(trial, 'writeOutside', 'EROFS'),
  },
  {
    wall: 'environment',
    by: ['environment'],
    cure: upgrade,
    holds: (trial) => every(trial, 'environment', (name) => name === 'LC_CTYPE'),
  },
  {
    wall: 'descriptors',
    by: ['descriptors'],
    cure: upgrade,
    holds: (trial) => is(trial, 'descriptors', 3),
  },
  {
    wall: 'user',
    by: ['hostUid', 'capabilities', 'noNewPrivileges'],
    cure: ordinaryUser,
    holds: (trial) =>
      numberIn(trial, 'hostUid') > 0 &&
      every(trial, 'capabilities', (set) => set === noCapabilities) &&
      is(trial, 'noNewPrivileges', '1'),
  },
  {
    wall: 'system calls',
    by: ['seccomp', 'unshare', 'mount', 'ptrace'],
    cure: 'Use a kernel that was built with CONFIG_SECCOMP_FILTER.',
    holds: (trial) =>
      is(trial, 'seccomp', '2') && ['unshare', 'mount', 'ptrace'].every((call) => is(trial, call, 'EPERM')),
  },
  {
    wall: 'scratch',
    by: ['scratchBytes', 'scratchInodes'],
    cure: upgrade,
    holds: (trial) => {
      const { scratchBytes, scratchInodes } = trial.limits;
      const [bytes, inodes] = [numberIn(trial, 'scratchBytes'), numberIn(trial, 'scratchInodes')];
      return bytes > 0 && bytes < scratchBytes + pageBytes && inodes > 0 && inodes <= scratchInodes;
    },
  },
  {
    wall: 'limits',
    by: ['limits'],
    cure: ordinaryUser,
    holds: (trial) => is(trial, 'limits', expectedLimits(trial)),
  },
];

/** Sizes are rounded up to whole pages. */
const pageBytes = 4096;

function is({ findings }: WallTrial, name: string, expected: unknown): boolean {
  return JSON.stringify(findings.get(name)) === JSON.stringify(expected);
}

/** False for what is no list, too. */
function every({ findings }: WallTrial, name: string, test: (value: unknown) => boolean): boolean {
  const value = findings.get(name);
  return Array.isArray(value) && value.every(test);
}

function numberIn({ findings }: WallTrial, name: string): number {
  const value = findings.get(name);
  return typeof value === 'number' ? value : Number.NaN;
}

/** Whether a folder is one that the interpreter lies in, when that is not below /usr. */
function leadsToPython({ sandbox }: WallTrial, name: unknown): boolean {
  return sandbox.python.folders.some((folder) => folder.split('/').includes(String(name)));
}

function expectedLimits({ limits, sandbox }: WallTrial) {
  return {
    AS: limits.memoryBytes,
    CPU: limits.cpuS + 1,
    NPROC: countedProcesses(sandbox.users, limits),
    FSIZE: limits.scratchBytes,
    NOFILE: limits.openFiles,
    CORE: 0,
    MEMLOCK: 0,
    MSGQUEUE: 0,
  };
}
