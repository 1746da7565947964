import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/** How a program ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type FakeMachine = ReturnType<typeof makeFakeMachine>;

/**
 * A clone of the project's launchers on a machine of its own: nothing is on its PATH but a few tools of the system and
 * programs that write down how they were called. It begins as a Debian with root, Node 24, the servers of tests, and no bubblewrap.
 */
export function makeFakeMachine() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'studyloop-setup-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const at = (path: string) => join(root, path);
  for (const folder of ['programs', 'state', 'clone/bin', 'home']) mkdirSync(at(folder), { recursive: true });
  for (const name of ['setup', 'node24', 'studyloop'])
    copyFileSync(join(project, 'bin', name), at(`clone/bin/${name}`));
  for (const [name, content] of Object.entries(files)) writeFileSync(at(`clone/${name}`), content);
  for (const name of systemTools) symlinkSync(pathOf(name), at(`programs/${name}`));

  const machine = {
    root,
    clone: at('clone'),
    /** Puts a program on PATH, or takes another's place. */
    program(name: string, script: string) {
      writeFileSync(at(`programs/${name}`), `#!/bin/sh\nstate=${at('state')}\n${script}\n`);
      chmodSync(at(`programs/${name}`), 0o755);
    },
    without: (name: string) => rmSync(at(`programs/${name}`)),
    /** What the fake programs look at: a fact holds when its file is there. */
    let: (fact: string) => writeFileSync(at(`state/${fact}`), ''),
    noLonger: (fact: string) => rmSync(at(`state/${fact}`)),
    write: (path: string, content: string) => writeFileSync(at(`clone/${path}`), content),
    read: (path: string) => readFileSync(at(path), 'utf8'),
    has: (path: string) => lstatSync(at(path), { throwIfNoEntry: false }) !== undefined,
    /** The calls since the last time this was asked. */
    calls(): readonly string[] {
      const lines = existsSync(at('state/calls')) ? readFileSync(at('state/calls'), 'utf8').trim().split('\n') : [];
      rmSync(at('state/calls'), { force: true });
      return lines;
    },
    start: (args: readonly string[], options: StartOptions = {}) => start(root, args, options),
    setup: (level: 'run' | 'all') => start(root, [at('clone/bin/setup'), level], {}).ended,
  };
  for (const [name, script] of Object.entries(programs)) machine.program(name, script);
  return machine;
}

interface StartOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a script of the clone by the system's shell. */
function start(root: string, args: readonly string[], { cwd = root, stdin = '', env = {} }: StartOptions) {
  const child = spawn('/bin/sh', args, {
    cwd,
    env: { PATH: join(root, 'programs'), HOME: join(root, 'home'), ...env },
    stdio: 'pipe',
  });
  // Set-up closes its input unread.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const ended = Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { child, ended: ended.then(([stdout, stderr, code]): Ended => ({ code, stdout, stderr })) };
}

const files = {
  'package-lock.json': '{"lockfileVersion":3}\n',
  '.npmrc': 'ignore-scripts=true\n',
  'package.json': '{}\n',
};

const systemTools = [
  'cat',
  'cksum',
  'dirname',
  'env',
  'ln',
  'mkdir',
  'mktemp',
  'mv',
  'readlink',
  'rm',
  'rmdir',
  'sh',
  'sleep',
  'uname',
];

const pathOf = (tool: string): string =>
  execFileSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim();

const programs = {
  node: `if [ "$1" = -v ]; then echo v24.1.0; else printf '%s\\n' "$PWD" "$@"; cat; fi`,
  npm: [
    'echo "npm $*" >>"$state/calls"',
    'echo "$npm_config_cache" >"$state/npm-cache"',
    'cat >/dev/null',
    '[ ! -e "$state/npm-is-killed" ] || { kill -9 "$PPID"; exit 1; }',
    'rm -rf node_modules',
    'mkdir node_modules',
    'while [ -e "$state/npm-takes-long" ]; do sleep 0.02; done',
    '[ ! -e "$state/npm-fails" ] || { echo "npm error: no network" >&2; exit 1; }',
  ].join('\n'),
  id: 'if [ -e "$state/not-root" ]; then echo 1000; else echo 0; fi',
  python3: 'exit 0',
  initdb: '',
  'redis-server': '',
  'dpkg-query': '[ ! -e "$state/aiohttp-is-there" ] || printf installed',
  'apt-get': [
    'echo "apt-get $*" >>"$state/calls"',
    '[ ! -e "$state/apt-is-killed" ] || { kill -9 "$PPID"; exit 1; }',
    '[ ! -e "$state/apt-fails" ] || exit 100',
    'case $* in',
    '*update*) : >"$state/lists-are-there" ;;',
    '*install*)',
    '  [ -e "$state/lists-are-there" ] || exit 100',
    `  case $* in *bubblewrap*) printf '#!/bin/sh\\n' >"$state/../programs/bwrap"; "$state/../programs/allow" "$state/../programs/bwrap" ;; esac`,
    '  for program in initdb redis-server; do "$state/../programs/put" "$program"; done',
    '  case $* in *aiohttp*) : >"$state/aiohttp-is-there" ;; esac ;;',
    'esac',
  ].join('\n'),
  put: `[ -e "$state/../programs/$1" ] || { printf '#!/bin/sh\\n' >"$state/../programs/$1"; "$state/../programs/allow" "$state/../programs/$1"; }`,
  allow: '/bin/chmod +x "$1"',
};
