import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** The Python side of a sandbox: it never touches the sandbox's file system, both parts are handed over. */
export interface Prologue {
  /** Options and text that the interpreter is started with. */
  readonly arguments: readonly string[];
  /** What that text reads first: our modules, compiled by and for the very interpreter. */
  readonly modules: Buffer;
}

export interface PrologueParts {
  /** Names of files in `python/`, without their ending, in an order in which each finds what it imports. */
  readonly modules: readonly string[];
  /** What begins the work, below `bootstrap.py` and with its names. */
  readonly start: string;
}

/**
 * All that an interpreter of ours finds in its environment. Its hashes have a seed that is always the same, and so sets an
 * order; other than 0, because that would show in `sys.flags`. Programs do not see it.
 */
export const environment = { LC_CTYPE: 'C.UTF-8', PYTHONHASHSEED: '1' } as const;

/** One sandbox per start of Python: bubblewrap's. */
export const ofOneRun: PrologueParts = {
  modules: ['libc', 'seccomp', 'confine', 'root', 'usage', 'program', 'supervisor'],
  start: 'import supervisor\nsupervisor.main(3, 4, rules, modules_at_start)',
};

/** The package that keeps a program's time and follows its tasks. */
export const clockModules: readonly string[] = [
  [
    '__init__',
    'verdicts',
    'learner_frames',
    'clock',
    'realclock',
    'strand',
    'idle',
    'patches',
    'ordered',
    'numbered',
    'trace',
  ],
  [
    'tracebacks',
    'polling',
    'beside',
    'sampling',
    'comings',
    'passing',
    'scheduler',
    'tracer',
    'waits',
    'blocked',
    'steps',
  ],
  ['locks', 'threads', 'view_of_time', 'view_of_io', 'lanes', 'findings', 'deadlock', 'output', 'program'],
].flatMap((modules) => modules.map((name) => `clock/${name}`));

/** The two sides of grading: of the learner's process, and of the judge's. */
export const gradingModules: readonly string[] = [
  ...['__init__', 'wire', 'stand_ins', 'values', 'judge', 'cuts', 'time', 'server', 'agent'].map(
    (name) => `graded/${name}`,
  ),
  ...['__init__', 'wire', 'values', 'callbacks', 'loop', 'world', 'remote', 'language', 'serve', 'court'].map(
    (name) => `grading/${name}`,
  ),
];

const FOLDER = join(import.meta.dirname, 'python');

/** Reads the Python side and has it compiled by the interpreter at `python`; throws with what that one said. */
export async function loadPrologue(python: string, { modules, start }: PrologueParts): Promise<Prologue> {
  const [bootstrap, compile, ...sources] = await Promise.all(['bootstrap', 'compile', ...modules].map(readSource));
  const byName = Object.fromEntries(modules.map((name, index) => [moduleNameOf(name), sources[index]]));
  const compiled = await compileWith(python, compile ?? '', JSON.stringify(byName));
  return { arguments: [...OPTIONS, `${bootstrap}${start}`], modules: compiled };
}

/** No module from the working folder, none of the machine's additions; streams without buffers. The environment counts. */
const OPTIONS = ['-P', '-S', '-u', '-c'];

/** `folder/name`, or `folder/__init__`, as Python imports it. */
function moduleNameOf(path: string): string {
  return path.replace(/\/__init__$/, '').replaceAll('/', '.');
}

async function readSource(name: string): Promise<string> {
  return readFile(join(FOLDER, `${name}.py`), 'utf8');
}

async function compileWith(python: string, script: string, sources: string): Promise<Buffer> {
  const child = spawn(python, [...OPTIONS, script], { cwd: '/', env: environment });
  // An interpreter that is broken may be gone before it has read them; its exit code tells.
  child.stdin.on('error', () => {});
  child.stdin.end(sources);
  const [compiled, said] = await Promise.all([buffer(child.stdout), buffer(child.stderr), once(child, 'close')]);
  if (child.exitCode === 0) return compiled;
  throw new Error(`${python} could not compile src/runner/python: ${said.toString('utf8').trim()}`);
}
