import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** The Python side of a sandbox: it never touches the sandbox's file system, both parts are handed over. */
export interface Prologue {
  /** The text that the interpreter is started with. */
  readonly bootstrap: string;
  /** What that text reads first: our modules, compiled by and for the very interpreter. */
  readonly modules: Buffer;
}

/** Names of files in `python/`, without their ending. */
export interface PrologueParts {
  readonly bootstrap: string;
  /** In an order in which each finds what it imports. */
  readonly modules: readonly string[];
}

/** One sandbox per start of Python: bubblewrap's. */
export const ofOneRun: PrologueParts = {
  bootstrap: 'bootstrap',
  modules: ['libc', 'seccomp', 'confine', 'root', 'usage', 'program', 'supervisor'],
};

/** The package that keeps a program's time and follows its tasks. */
export const clockModules: readonly string[] = [
  ['__init__', 'verdicts', 'learner_frames', 'clock', 'realclock', 'strand', 'idle', 'patches', 'ordered', 'trace'],
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

const FOLDER = join(import.meta.dirname, 'python');

/** Reads the Python side and has it compiled by the interpreter at `python`; throws with what that one said. */
export async function loadPrologue(python: string, { bootstrap, modules }: PrologueParts): Promise<Prologue> {
  const [start, compile, ...sources] = await Promise.all([bootstrap, 'compile', ...modules].map(readSource));
  const byName = Object.fromEntries(modules.map((name, index) => [moduleNameOf(name), sources[index]]));
  return { bootstrap: start ?? '', modules: await compileWith(python, compile ?? '', JSON.stringify(byName)) };
}

/** `folder/name`, or `folder/__init__`, as Python imports it. */
function moduleNameOf(path: string): string {
  return path.replace(/\/__init__$/, '').replaceAll('/', '.');
}

async function readSource(name: string): Promise<string> {
  return readFile(join(FOLDER, `${name}.py`), 'utf8');
}

async function compileWith(python: string, script: string, sources: string): Promise<Buffer> {
  const child = spawn(python, ['-I', '-S', '-c', script], { cwd: '/', env: {} });
  // An interpreter that is broken may be gone before it has read them; its exit code tells.
  child.stdin.on('error', () => {});
  child.stdin.end(sources);
  const [compiled, said] = await Promise.all([buffer(child.stdout), buffer(child.stderr), once(child, 'close')]);
  if (child.exitCode === 0) return compiled;
  throw new Error(`${python} could not compile src/runner/python: ${said.toString('utf8').trim()}`);
}
